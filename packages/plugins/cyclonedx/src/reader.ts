import {
  describePlace,
  InputError,
  type PluginContext,
  readOnce,
  type SourceFiles,
} from '@throughline/plugin-kit'
import type { CyclonedxConfig } from './config.ts'
import { type BomDocument, parseBom } from './document.ts'
import { type Application, subjectOf, takeApplication } from './inventory.ts'

type Context = PluginContext<CyclonedxConfig>
type Applications = ReadonlyMap<string, Application>

/**
 * What the input says, by the subjects of its bills of materials, read to its end, once for all streams of a run.
 *
 * @throws InputError when a file of it is no bill of materials, or does not say what it is about, or two contradict
 * each other; ConfigError when the run was given no files.
 */
export const readApplications = readOnce(read)

async function read(ctx: Context, files: SourceFiles): Promise<Applications> {
  const documents: BomDocument[] = []
  for await (const file of files) {
    ctx.signal.throwIfAborted()
    const text = await file.text()
    const document = await parseBom(file.path, text)
    if (!documents.some((other) => other.text === text)) documents.push(document)
  }
  const bySubject = Map.groupBy(documents, (document) => subjectOf(document, ctx.config))
  const current = [...bySubject.values()].map(currentOf)
  const applications = current.map((document) => takeApplication(document, ctx.config))
  ctx.log.info('Read bills of materials', {
    documents: documents.length,
    superseded: documents.length - current.length,
    assets: applications.reduce((sum, { elements }) => sum + elements.length, 0),
  })
  const breaks = documents.flatMap((document) => document.breaks ?? [])
  if (breaks.length > 0) {
    ctx.log.warn(
      'Bills of materials break the published schema of their version; what is not needed is left out',
      {
        documents: breaks.length,
        first: breaks.slice(0, 10),
      },
    )
  }
  const dangling = applications.reduce((sum, application) => sum + application.dangling, 0)
  if (dangling > 0) {
    ctx.log.warn('Dependencies were left out because they name something that is not in the document', {
      leftOut: dangling,
    })
  }
  return new Map(applications.sort(bySubjectName).map((application) => [application.subject, application]))
}

function bySubjectName(a: Application, b: Application): number {
  return a.subject < b.subject ? -1 : 1
}

/** Of several bills of materials about one subject the latest version, when they are versions of one. */
function currentOf(documents: readonly BomDocument[]): BomDocument {
  const [first, ...others] = documents.toSorted((a, b) => b.bom.version - a.bom.version)
  if (first === undefined) throw new TypeError('A subject has at least one document')
  for (const other of others) {
    const sameBom = first.bom.serialNumber !== undefined && other.bom.serialNumber === first.bom.serialNumber
    if (sameBom && other.bom.version < first.bom.version) continue
    throw new InputError({
      file: other.file,
      problem:
        `this bill of materials and the one in ${describePlace({ file: first.file })} are about the same subject, ` +
        (sameBom
          ? 'with the same serial number and version, but differ'
          : 'with different serial numbers or none'),
      hint: 'Keep the one that is current, or read the other as a source of its own with its own "subject".',
    })
  }
  return first
}
