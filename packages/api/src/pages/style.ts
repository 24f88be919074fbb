import { createHash } from 'node:crypto'

/** The style sheet of pages and reports. Charts take their colours from its variables. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--card:#f6f7f9;--ink:#16202c;--muted:#566373;--line:#d5dbe2;--link:#0b5cad;
--good:#1b6b3a;--warn:#8a5200;--bad:#b3261e;--accent:#0b5cad;
--group-1:#2b6cb0;--group-2:#2f855a;--group-3:#b7791f;--group-4:#6b46c1;--group-5:#c05621;--group-6:#0f7b83;--group-7:#b83280;--group-8:#5a6b7d}
@media screen and (prefers-color-scheme:dark){:root{--paper:#10161d;--card:#18212b;--ink:#e8edf2;--muted:#a3b0be;--line:#33404e;
--link:#7db8f5;--good:#6fcf97;--warn:#f2b84b;--bad:#ff8a80;--accent:#7db8f5;
--group-1:#63a4e8;--group-2:#5fbf8a;--group-3:#e0ac50;--group-4:#a78bfa;--group-5:#f0935a;--group-6:#4fc3cb;--group-7:#ee7fb8;--group-8:#9aa9b8}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
header,main,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:22px}
h1{font-size:25px;line-height:1.25;margin:0}
h2{font-size:20px;line-height:1.3;margin:34px 0 0;padding-top:14px;border-top:2px solid var(--ink)}
h3{font-size:16px;line-height:1.35;margin:0}
p{margin:4px 0}
a{color:var(--link)}
.quiet,.note,figcaption,caption,.about{color:var(--muted)}
.bar{display:flex;flex-wrap:wrap;gap:8px 18px;align-items:center;margin-top:10px}
.bar form{display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin:0}
input,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--muted);border-radius:5px;padding:4px 9px;max-width:100%}
button{background:var(--card);cursor:pointer}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:14px 0 0;padding:0}
.figures>div{background:var(--paper);border:1px solid var(--line);border-radius:7px;padding:10px 13px;min-width:0}
.figures dt{color:var(--muted)}
.figures dd{margin:0;overflow-wrap:anywhere}
.value{font-size:25px;line-height:1.3;font-weight:650;font-variant-numeric:tabular-nums}
.panel .value{font-size:19px}
.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.note{font-size:13px}
.panels{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px;margin-top:14px;align-items:start}
.panel{background:var(--card);border:1px solid var(--line);border-radius:9px;padding:14px 16px;min-width:0}
.wide{grid-column:1/-1}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 14px;align-items:baseline}
.about{font-size:13.5px}
.scroll{overflow-x:auto}
.scroll:focus-visible,a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible{outline:2px solid var(--link);outline-offset:2px}
table{border-collapse:collapse;width:100%;margin-top:10px;font-size:13.5px}
caption{text-align:left;font-size:13.5px;padding-bottom:4px}
th,td{text-align:left;vertical-align:top;padding:5px 12px 5px 0;border-top:1px solid var(--line);overflow-wrap:break-word;min-width:64px}
th{font-weight:600}
th:last-child,td:last-child{padding-right:0}
td:first-child{min-width:130px}
.number{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:12px 0 0}
figcaption{font-size:13.5px;margin-bottom:6px}
svg{display:block;width:100%;min-width:640px;height:auto}
details{margin-top:10px;font-size:13.5px}
summary{color:var(--link);cursor:pointer}
details ul{margin:6px 0 0;padding-left:20px;overflow-wrap:anywhere}
.failed{border-left:3px solid var(--warn);padding-left:10px;margin-top:10px}
code{font-size:13px;overflow-wrap:anywhere}
footer{padding-top:26px;padding-bottom:34px;font-size:13.5px}
@media screen and (max-width:820px){.many{min-width:640px}svg{min-width:820px}.panels{grid-template-columns:minmax(0,1fr)}header,main,footer{padding-left:12px;padding-right:12px}.panel{padding:12px}}
@media print{body{font-size:10.5px}header,main,footer{max-width:none;padding-left:0;padding-right:0}.panel,.figures>div{break-inside:avoid;padding:7px 9px}
.panel{background:none}.value{font-size:16px}.panel .value{font-size:13px}table,.about,caption,figcaption,.note,details{font-size:9.5px}th,td{padding-top:2px;padding-bottom:2px}
h2{margin-top:16px;font-size:15px;break-after:avoid}h3{font-size:12px}.panels{gap:9px;margin-top:9px}svg{min-width:0;max-height:330px}
.bar form,.query,details{display:none}.scroll{overflow:visible}}
`

/** Lets a style sheet in, and no other. */
export function styleSource(style: string): string {
  return `'sha256-${createHash('sha256').update(style).digest('base64')}'`
}

/** Nothing from outside, no script at all, and no style but the page's own. */
export function pagePolicy(style: string): string {
  return [
    "default-src 'none'",
    `style-src ${styleSource(style)}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
