import { parentPort, workerData } from 'node:worker_threads'
import type { Log } from '@throughline/db'
import { InvalidInput } from '../graph/errors.ts'
import { LocalFigures } from '../reasoning/mirror/local-service-store.ts'
import type { Call, FiguresCalls, FiguresThreadData, Reply } from './figures-messages.ts'

/** The thread that has the graph in memory, so that the one that answers requests does not wait for it. */
const port = parentPort
if (port === null) throw new Error('this file is the entry of a thread')
const say = (reply: Reply) => port.postMessage(reply)
const write = (level: keyof Log) => (details: object, message: string) => say({ level, details, message })
const log: Log = { info: write('info'), warn: write('warn'), error: write('error') }

const { connection } = workerData as FiguresThreadData
const figures = new LocalFigures({ connection, log })
figures.start()

async function answer({ call, ask }: Call): Promise<FiguresCalls[Call['call']]['answer']> {
  switch (call) {
    case 'upward':
      return figures.upward(ask.set, ask.on)
    case 'fatalNext':
      return figures.fatalNext(ask.question, ask.on)
    case 'ready':
      await figures.ready()
      return null
    case 'keep':
      await figures.keep(ask.xid)
      return null
    case 'stop':
      await figures.stop()
      return null
  }
}

port.on('message', (call: Call) => {
  void answer(call).then(
    (given) => {
      say({ id: call.id, answer: given })
      if (call.call === 'stop') port.close()
    },
    (error: unknown) =>
      say(error instanceof InvalidInput ? { id: call.id, invalid: error.fields } : { id: call.id, error }),
  )
})
