import { Socket } from 'node:net'

/**
 * A socket that is destroyed when nothing has gone either way for so many ms; 0 is never. TCP by itself takes a
 * quarter of an hour to notice that the other end has gone.
 */
export function socketThatNoticesSilence(limit: number): Socket {
  const socket = new Socket()
  socket.setTimeout(limit, () => {
    socket.destroy(new Error(`PostgreSQL has not answered for ${limit} ms; the connection is given up`))
  })
  return socket
}
