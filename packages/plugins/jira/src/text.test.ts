import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from './adf.ts'
import { type AdfNode, documentOf } from './markdown.ts'
import { instantOf, wordsOf } from './values.ts'

const MARKDOWN = `# Why

It *is* **bold**, \`code\` and [a link](https://example.org/a "title").
Second line\\
after a break.

1. one
   - nested
2. two

> quoted

\`\`\`sh
ls -l
\`\`\`

---

<b>html</b> ![picture](https://example.org/p.png)
`

describe('Markdown as a document of Atlassian', () => {
  test('headings, emphasis, links, lists, code', () => {
    const [heading, paragraph, list, quote, code, rule, html] = documentOf(MARKDOWN).content
    expect(heading).toEqual({
      type: 'heading',
      attrs: { level: 1 },
      content: [{ type: 'text', text: 'Why' }],
    })
    expect(
      paragraph?.content?.map(({ text, type, marks }) => [
        text ?? type,
        ...(marks ?? []).map((mark) => mark.type),
      ]),
    ).toEqual([
      ['It '],
      ['is', 'em'],
      [' '],
      ['bold', 'strong'],
      [', '],
      ['code', 'code'],
      [' and '],
      ['a link', 'link'],
      ['. Second line'],
      ['hardBreak'],
      ['after a break.'],
    ])
    expect(list).toMatchObject({
      type: 'orderedList',
      attrs: { order: 1 },
      content: [{ content: [{ type: 'paragraph' }, { type: 'bulletList' }] }, {}],
    })
    expect(quote?.type).toBe('blockquote')
    expect(code).toEqual({
      type: 'codeBlock',
      attrs: { language: 'sh' },
      content: [{ type: 'text', text: 'ls -l' }],
    })
    expect(rule).toEqual({ type: 'rule' })
    expect(plainText(html)).toBe('<b>html</b> picture (https://example.org/p.png)')
  })

  test('a quotation and a list item hold only what they may', () => {
    const nested = documentOf('> # heading\n>\n> > deeper\n\n- # heading\n- - list')
    expect(kindsBelow(nested, 'blockquote')).toEqual(new Set(['paragraph']))
    expect(kindsBelow(nested, 'listItem')).toEqual(new Set(['paragraph', 'bulletList']))
  })

  test('no text is ever empty, whatever is written', () => {
    const part = fc.constantFrom(
      '# ',
      '**',
      '`',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '> ',
      'word',
      ' ',
      '[a](b)',
      '![](c)',
      '![]()',
      '<x>',
      '***',
      '```',
      '\\',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        for (const node of nodesOf(documentOf(parts.join('')))) {
          if (node.type === 'text') expect(node.text).not.toBe('')
          const kinds = (node.marks ?? []).map(({ type }) => type)
          expect(new Set(kinds).size).toBe(kinds.length)
        }
      }),
    )
  })
})

describe('a document of Atlassian as text', () => {
  test('what is written comes back as what can be read', () => {
    expect(plainText(documentOf('# Why\n\n- a\n- b\n\n1. c\n2. d\n\n> e\n\n```\nf\n```'))).toBe(
      'Why\n\n- a\n- b\n\n1. c\n2. d\n\n> e\n\nf',
    )
  })

  test('a text stays one, and nonsense is nothing', () => {
    expect(plainText('h1. Wiki')).toBe('h1. Wiki')
    for (const nonsense of [null, 4, [], {}, { content: 'x' }, { type: 'doc', content: [null, { type: 7 }] }])
      expect(plainText(nonsense)).toBe('')
  })

  test('a day and a status', () => {
    const inline = (type: string, attrs: object) => ({ type: 'paragraph', content: [{ type, attrs }] })
    expect(plainText(inline('date', { timestamp: '1772409600000' }))).toBe('2026-03-02')
    expect(plainText(inline('date', { timestamp: 'soon' }))).toBe('')
    expect(plainText(inline('status', { text: 'DONE' }))).toBe('DONE')
    expect(plainText(inline('inlineCard', { url: 'https://example.org' }))).toBe('https://example.org')
  })

  test('nesting without end is cut', () => {
    let node: object = { type: 'text', text: 'deep' }
    for (let depth = 0; depth < 5000; depth += 1) node = { type: 'panel', content: [node] }
    expect(plainText(node)).toBe('')
  })
})

describe('values of fields', () => {
  test('the words of every type of field', () => {
    expect(
      wordsOf(['a', { value: 'b' }, { name: 'c' }, { displayName: 'd' }, { id: 'e' }, null, 7, '']),
    ).toEqual(['a', 'b', 'c', 'd', '7'])
  })

  test('times of Jira', () => {
    expect(instantOf('2026-03-01T12:00:00.000+0530')).toBe('2026-03-01T06:30:00.000Z')
    expect(instantOf('2026-03-01')).toBe('2026-03-01T00:00:00.000Z')
    expect(instantOf('soon')).toBeNull()
    // Histories have seconds or milliseconds since 1970.
    expect(instantOf(7)).toBe('1970-01-01T00:00:07.000Z')
    expect(instantOf(1_772_366_400_000)).toBe('2026-03-01T12:00:00.000Z')
  })
})

function nodesOf(node: AdfNode): AdfNode[] {
  return [node, ...(node.content ?? []).flatMap(nodesOf)]
}

function kindsBelow(node: AdfNode, type: string): Set<string> {
  return new Set(
    nodesOf(node)
      .filter((each) => each.type === type)
      .flatMap(({ content }) => (content ?? []).map((child) => child.type)),
  )
}
