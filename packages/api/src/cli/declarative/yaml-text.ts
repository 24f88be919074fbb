import { Document, visit } from 'yaml'

/**
 * A value as YAML, of which every text is read as it is, also by version 1.1 of YAML. Texts of several lines are blocks;
 * those that blocks do not keep for certain, such as leading blanks, are in double quotes on one line.
 */
export function yamlOf(value: object): string {
  const document = new Document(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1' })
  visit(document, {
    Scalar(key, scalar) {
      const text = scalar.value
      if (typeof text !== 'string' || PLAIN.test(text)) return
      scalar.type = key !== 'key' && isBlock(text) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE'
    },
  })
  return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
}

/** Printable texts of one line. */
const PLAIN = /^[^\p{C}\u2028\u2029]*$/u

const LINE = /^(?! )[^\p{C}\u2028\u2029]+(?<! )$/u

/** Whether all lines are printable, without blanks at their ends; lines between them may be empty. */
function isBlock(text: string): boolean {
  const lines = text.split('\n')
  return lines.every((line, index) =>
    line === '' ? index > 0 && index < lines.length - 1 : LINE.test(line) && line.trim() === line,
  )
}
