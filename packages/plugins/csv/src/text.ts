import { InputError, type SourceFile } from '@throughline/plugin-kit'

/**
 * The text of a file, with line feeds at the ends of its lines. A byte order mark says more about the encoding than
 * the configuration does.
 *
 * @throws InputError for text in another encoding, and for NUL characters.
 */
export async function textOf(file: SourceFile, configured: string | undefined): Promise<string> {
  const bytes = await file.bytes()
  const encoding = markedEncoding(bytes) ?? configured ?? 'utf-8'
  const text = decoded(file.path, bytes, encoding).replace(/\r\n?/g, '\n')
  const nul = text.indexOf('\0')
  if (nul === -1) return text
  throw new InputError({
    file: file.path,
    line: text.slice(0, nul).split('\n').length,
    problem: 'contains a NUL character',
    hint: 'If the file is UTF-16 without a byte order mark, set encoding to utf-16le; else remove the character.',
  })
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return undefined
}

function decoded(file: string, bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new InputError(
      {
        file,
        problem: `is not ${encoding.toUpperCase()} text`,
        hint: 'Save it as UTF-8, or set encoding, for example to windows-1252 or utf-16le.',
      },
      { cause },
    )
  }
}
