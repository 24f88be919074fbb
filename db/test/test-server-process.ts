import { startTestServer, testDatabase } from '../src/testing.ts'

/** A run of tests that has a server and a database. Prints the connection; stops when its input ends. */
const server = await startTestServer()
const { db } = await testDatabase()
console.log(JSON.stringify(server.connection))
process.stdin.resume().once('end', () => void db.close().then(() => server.stop()))
