import { describe, expect, test } from 'vitest'
import type { PluginContext, SourceFiles } from './context.ts'
import { AuthError, ConfigError, InputError, TransientError } from './errors.ts'
import { checkByTrying, inPages, readOnce } from './reading.ts'
import { memoryFiles, testContext } from './testing.ts'

function contextFor(files?: SourceFiles, controller = new AbortController()): PluginContext<object> {
  return testContext({}, { files, signal: controller.signal })
}

describe('readOnce', () => {
  test('reads once for a run, anew for other files and for another configuration', async () => {
    let reads = 0
    const read = readOnce(async () => ++reads)
    const ctx = contextFor(memoryFiles({}))
    expect(await Promise.all([read(ctx), read(ctx)])).toEqual([1, 1])
    expect(await read({ ...ctx, files: memoryFiles({}) })).toBe(2)
    expect(await read({ ...ctx, config: {} })).toBe(3)
  })

  test('tries again after a failure, and never after a stop', async () => {
    let reads = 0
    const read = readOnce(async () => {
      reads += 1
      if (reads === 1) throw new InputError({ file: 'a', problem: 'is broken', hint: 'Mend it.' })
      return reads
    })
    const controller = new AbortController()
    const ctx = contextFor(memoryFiles({}), controller)
    await expect(read(ctx)).rejects.toThrow(InputError)
    expect(await read(ctx)).toBe(2)
    controller.abort()
    await expect(read(ctx)).rejects.toThrow(/abort/i)
  })

  test('says that it needs files', async () => {
    await expect(readOnce(async () => 1)(contextFor())).rejects.toThrow(ConfigError)
  })
})

describe('inPages', () => {
  test('cuts a listing into pages of at most 500', async () => {
    const sizes: number[] = []
    const raws = Array.from({ length: 1200 }, (_, index) => index)
    for await (const { raw } of inPages(contextFor(), raws)) sizes.push(raw.length)
    expect(sizes).toEqual([500, 500, 200])
  })

  test('stops between two pages', async () => {
    const controller = new AbortController()
    const pages = inPages(
      contextFor(undefined, controller),
      Array.from({ length: 600 }, () => 0),
    )
    expect((await pages.next()).done).toBe(false)
    controller.abort()
    await expect(pages.next()).rejects.toThrow(/abort/i)
  })
})

describe('checkByTrying', () => {
  test('reports what was found, what is wrong with the input, and hides no fault of the plugin', async () => {
    expect(await checkByTrying('read', async () => '3 assets')).toEqual([
      { capability: 'read', status: 'ok', detail: '3 assets' },
    ])
    const broken = async () => {
      throw new InputError({ file: 'a', problem: 'is broken', hint: 'Mend it.' })
    }
    expect(await checkByTrying('read', broken)).toEqual([
      { capability: 'read', status: 'unusable', detail: 'a: is broken. Mend it.' },
    ])
    const refused = async () => {
      throw new AuthError('The token is refused.')
    }
    expect(await checkByTrying('read', refused)).toMatchObject([{ status: 'missing-permission' }])
    const away = async () => {
      throw new TransientError('Nobody answers.')
    }
    expect(await checkByTrying('read', away)).toMatchObject([{ status: 'unreachable' }])
    const faulty = async () => {
      throw new TypeError('fault')
    }
    await expect(checkByTrying('read', faulty)).rejects.toThrow(TypeError)
  })
})
