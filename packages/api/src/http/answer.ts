import { type ServerResponse, STATUS_CODES } from 'node:http'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Ends a response with a JSON body. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = JSON.stringify(body)
  response
    .writeHead(status, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(text), ...headers })
    .end(text)
}

/** Returns a whole response as text, for a connection on which Node has not made a request to respond to. */
export function rawAnswer(status: number, body: object): string {
  const text = JSON.stringify(body)
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${JSON_TYPE}`,
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
    '',
    text,
  ].join('\r\n')
}
