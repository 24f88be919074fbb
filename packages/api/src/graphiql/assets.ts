import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { runGraphiqlPage } from './client.ts'

export type AssetName =
  | 'graphiql.js'
  | 'graphiql.css'
  | 'editor-worker.js'
  | 'json-worker.js'
  | 'graphql-worker.js'
  | 'page.js'
  | 'page.css'
  | 'icon.svg'

/** A file of the page. `fileName` carries a hash of the content, so it may be cached for ever. */
export interface Asset {
  fileName: string
  contentType: string
  /** The content, compressed the best way that an Accept-Encoding header allows. */
  body(acceptEncoding: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; encoding?: 'br' | 'gzip' }>
}

export type Assets = Readonly<Record<AssetName, Asset>>

const contentTypes = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * Everything the page is made of. GraphiQL comes from an npm package that has its scripts, styles, fonts
 * and workers inside; it is imported here, on the first call, because it is 9 MB that a process which
 * nobody opens GraphiQL on need not hold.
 */
export async function loadAssets(): Promise<Assets> {
  const bundle = await import('@graphql-yoga/render-graphiql/graphiql')
  const beside = (name: string) => readFile(new URL(name, import.meta.url), 'utf8')
  return {
    'graphiql.js': asset('graphiql', 'js', bundle.js),
    'graphiql.css': asset('graphiql', 'css', bundle.css),
    'editor-worker.js': asset('editor-worker', 'js', bundle.editorWorkerService),
    'json-worker.js': asset('json-worker', 'js', bundle.jsonWorker),
    'graphql-worker.js': asset('graphql-worker', 'js', bundle.graphqlWorker),
    'page.js': asset('page', 'js', `(${runGraphiqlPage.toString()})()`),
    'page.css': asset('page', 'css', await beside('page.css')),
    'icon.svg': asset('icon', 'svg', await beside('icon.svg')),
  }
}

function asset(name: string, extension: keyof typeof contentTypes, text: string): Asset {
  const plain = new TextEncoder().encode(text)
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12)
  const brotli = once(() =>
    promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  )
  const gzipped = once(() => promisify(gzip)(plain))
  return {
    fileName: `${name}.${hash}.${extension}`,
    contentType: contentTypes[extension],
    async body(acceptEncoding) {
      if (/\bbr\b/.test(acceptEncoding)) return { bytes: await brotli(), encoding: 'br' }
      if (/\bgzip\b/.test(acceptEncoding)) return { bytes: await gzipped(), encoding: 'gzip' }
      return { bytes: plain }
    },
  }
}

/** The result of the first call, for every call. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
