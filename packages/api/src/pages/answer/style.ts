import { pagePolicy, STYLE } from '../style.ts'

/** The style sheet of the pages on which surveys are answered: that of all pages, and what forms need. */
export const ANSWER_STYLE = `${STYLE}
main{max-width:680px;padding-top:22px;padding-bottom:40px}
h2{font-size:17px;margin:0;padding:0;border:0}
form>*{margin:22px 0 0}
fieldset{border:0;padding:0;min-width:0}
legend,.field>label{display:block;padding:0;font-weight:600;white-space:pre-line;overflow-wrap:anywhere}
h1,li{overflow-wrap:anywhere}
.hint{color:var(--muted);font-size:13.5px}
.error{color:var(--bad);font-weight:600}
.options{display:flex;flex-wrap:wrap;gap:6px 8px;margin-top:6px}
.options label{display:inline-flex;gap:7px;align-items:center;border:1px solid var(--muted);border-radius:6px;padding:6px 11px;min-height:38px;cursor:pointer;overflow-wrap:anywhere;min-width:0}
.options label:has(:checked){border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.list{flex-direction:column;align-items:flex-start}
.options input{margin:0;flex:none;width:17px;height:17px;accent-color:var(--link)}
textarea{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--muted);border-radius:5px;padding:6px 9px;width:100%;min-height:6.5em;margin-top:6px}
.field>input{margin-top:6px;min-height:38px}
[aria-invalid=true],.wrong{border-color:var(--bad)}
.wrong{border-left:3px solid var(--bad);padding-left:10px}
.summary{border:2px solid var(--bad);border-radius:8px;padding:12px 16px;margin-top:18px}
.summary ul{margin:6px 0 0;padding-left:20px}
button{min-height:42px;padding:8px 20px;font-weight:600}
textarea:focus-visible,.options input:focus-visible{outline:2px solid var(--link);outline-offset:2px}
`

export const ANSWER_POLICY = pagePolicy(ANSWER_STYLE)
