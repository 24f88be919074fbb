import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SourceFiles } from './context.ts'
import { InputError } from './errors.ts'
import { readFiles } from './files.ts'

const yaml = { extensions: ['.yaml', '.yml'] }

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'files-'))
})
afterEach(() => rm(root, { recursive: true }))

async function write(name: string, content: string | Uint8Array = name): Promise<string> {
  const file = path.join(root, name)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, content)
  return file
}

async function texts(files: SourceFiles): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const file of files) found[path.relative(root, file.path)] = await file.text()
  return found
}

async function refusal(files: SourceFiles): Promise<InputError> {
  try {
    await texts(files)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error('The input was taken')
}

describe('a file', () => {
  test('is read whatever its ending', async () => {
    expect(await texts(readFiles(await write('a.txt', 'hello'), yaml))).toEqual({ 'a.txt': 'hello' })
  })

  test('that is missing is named, with what to do', async () => {
    const error = await refusal(readFiles(path.join(root, 'lost.yaml'), yaml))
    expect(error.message).toBe(
      `${root}/lost.yaml: does not exist. Check the path, and that a link in it does not point nowhere.`,
    )
  })

  test('may have a byte order mark, or be UTF-16 with one', async () => {
    const mark = await write('mark.yaml', '\ufeffkind: List')
    const wide = await write('wide.yaml', Buffer.from('\ufeffkind: List', 'utf16le'))
    expect(await texts(readFiles(mark, yaml))).toEqual({ 'mark.yaml': 'kind: List' })
    expect(await texts(readFiles(wide, yaml))).toEqual({ 'wide.yaml': 'kind: List' })
  })

  test('that is not text is refused', async () => {
    const error = await refusal(readFiles(await write('a.yaml', Uint8Array.of(0x61, 0xc3, 0x28)), yaml))
    expect(error.message).toContain('a.yaml: is not UTF-8 text. Save it as UTF-8.')
  })

  test('that is too large is refused before it is read', async () => {
    const file = await write('a.yaml', '123456')
    expect(await texts(readFiles(file, { ...yaml, maxBytes: 6 }))).toEqual({ 'a.yaml': '123456' })
    expect((await refusal(readFiles(file, { ...yaml, maxBytes: 5 }))).message).toContain(
      'larger than the 5 bytes',
    )
  })

  test('that is a named pipe can be walked twice', async () => {
    const pipe = path.join(root, 'pipe')
    execFileSync('mkfifo', [pipe])
    const files = readFiles(pipe, yaml)
    const [read] = await Promise.all([texts(files), writeFile(pipe, 'through')])
    expect(read).toEqual({ pipe: 'through' })
    expect(await texts(files)).toEqual({ pipe: 'through' })
  })
})

test('a file of any size is read piece by piece, and says so where it cannot be', async () => {
  const file = await write('big.yaml', 'a'.repeat(200_000))
  for await (const { stream } of readFiles(file, { ...yaml, maxBytes: 10 })) {
    const sizes: number[] = []
    for await (const piece of stream?.() ?? []) sizes.push(piece.length)
    expect(sizes.length).toBeGreaterThan(1)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(200_000)
    await rm(file)
    await expect(stream?.()[Symbol.asyncIterator]().next()).rejects.toThrow(`${file}: does not exist`)
  }
})

describe('a directory', () => {
  test('is read with all below it, in order, only what has the endings', async () => {
    for (const name of ['b.yaml', 'a/z.YML', 'a/y.yaml', 'c.json', '.git/x.yaml', '.hidden.yaml'])
      await write(name)
    expect(Object.keys(await texts(readFiles(root, yaml)))).toEqual(['a/y.yaml', 'a/z.YML', 'b.yaml'])
  })

  test('with links that loop ends, and reads every file once', async () => {
    await write('a/one.yaml')
    await symlink(root, path.join(root, 'a/back'))
    await symlink(path.join(root, 'a/one.yaml'), path.join(root, 'b.yaml'))
    expect(Object.keys(await texts(readFiles(root, yaml)))).toEqual(['a/one.yaml'])
  })

  test('with nothing to read is refused', async () => {
    await write('a/readme.md')
    expect((await refusal(readFiles(root, yaml))).message).toBe(
      `${root}: the directory holds no file that ends in .yaml, .yml. Name the directory with the files in it, or one file.`,
    )
  })

  test('with a link that leads nowhere is refused, not read in part', async () => {
    await write('a.yaml')
    await symlink(path.join(root, 'lost'), path.join(root, 'b.yaml'))
    expect((await refusal(readFiles(root, yaml))).message).toContain('b.yaml: does not exist')
  })

  test.skipIf(process.getuid?.() === 0)('with a file that may not be read is refused', async () => {
    await chmod(await write('a.yaml'), 0o000)
    expect((await refusal(readFiles(root, yaml))).message).toContain('a.yaml: may not be read')
  })
})

describe('a stream', () => {
  test('is read once and can be walked twice', async () => {
    const files = readFiles('-', { ...yaml, stdin: Readable.from(['kind: ', Buffer.from('List')]) })
    const read = async () => {
      for await (const file of files) return [file.path, await file.text()]
      return []
    }
    expect(await read()).toEqual(['standard input', 'kind: List'])
    expect(await read()).toEqual(['standard input', 'kind: List'])
  })

  test('that is too large is given up', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield 'x'.repeat(1000)
      })(),
    )
    const error = await refusal(readFiles('-', { ...yaml, stdin: endless, maxBytes: 10_000 }))
    expect(error.message).toContain('standard input: is larger than the 10000 bytes allowed')
  })
})
