import { mkdir } from 'node:fs/promises'
import { connect, startEmbedded } from '@throughline/db'
import { readRelease, restoreDatabase, restoreFiles } from './release.ts'

/** `node restore.ts <version> <home>`: restores the home of a release into an empty directory. */
const [, , version = '', home = ''] = process.argv
const release = readRelease(version)
await mkdir(home, { recursive: true })
await restoreFiles(release, home)
const embedded = await startEmbedded({ home })
const db = connect(embedded.connection)
await restoreDatabase(db, release)
await db.close()
await embedded.stop()
