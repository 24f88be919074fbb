import { readdirSync, readFileSync } from 'node:fs'
import { DEFAULT_LANGUAGE, LANGUAGE_NAME, type Languages, type Texts, textsFrom } from './texts.ts'

const FOLDER = new URL('./languages/', import.meta.url)

let read: Languages | undefined

/** The texts of the answer page, of every file in `languages/`; read once. @throws Error that names the file */
export function languages(): Languages {
  read ??= new Map(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file): [string, Texts] => {
        const name = file.slice(0, -'.json'.length)
        if (!LANGUAGE_NAME.test(name))
          throw new Error(`${file}: is not named after a language, as de.json is`)
        return [name, textsFrom(file, readFileSync(new URL(file, FOLDER), 'utf8'))]
      }),
  )
  return read
}

/** The texts of a language; those of English if its file has gone. */
export function textsOf(language: string): Texts {
  const found = languages().get(language) ?? languages().get(DEFAULT_LANGUAGE)
  if (found === undefined) throw new Error(`The file ${DEFAULT_LANGUAGE}.json is missing`)
  return found
}
