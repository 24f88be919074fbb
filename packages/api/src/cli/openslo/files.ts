import { documentsIn, type Path, type RawDocument } from '../../commitments/openslo/documents.ts'
import { readFiles } from '../declarative/read-files.ts'
import { CommandError, EXIT } from '../exit.ts'

/** An OpenSLO document of a file. */
export interface FileDocument extends RawDocument {
  readonly file: string
}

/** One thing that is wrong in the files. */
export interface FileProblem {
  readonly file: string
  readonly line: number
  readonly message: string
}

/** The documents of files and folders, in their order. @throws CommandError for files that do not parse */
export async function readDocuments(
  directory: string,
  paths: readonly string[],
): Promise<readonly FileDocument[]> {
  const files = (await Promise.all(paths.map((path) => readFiles(directory, path)))).flat()
  const documents: FileDocument[] = []
  const problems: FileProblem[] = []
  for (const { file, text } of files) {
    const found = documentsIn(text)
    problems.push(...found.problems.map((problem) => ({ file, ...problem })))
    documents.push(...found.documents.map((document) => ({ ...document, file })))
  }
  if (problems.length > 0) throw problemsFound(problems)
  return documents
}

/** The error of a command whose files have problems. */
export function problemsFound(problems: readonly FileProblem[]): CommandError {
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
  const head = lines.length === 1 ? '' : `${lines.length} problems; nothing was written.\n`
  return new CommandError('BAD_USER_INPUT', `${head}${lines.join('\n')}`, EXIT.usage, {
    details: { problems },
  })
}

/** A message about a part of a document, with its path where it has one. */
export function about(path: Path, message: string): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}
