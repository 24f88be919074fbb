import { expect, test } from 'vitest'
import { eventReader } from './event-stream.ts'

/** The events of a text that arrives in pieces of so many characters. */
function eventsOf(text: string, size = text.length) {
  const read = eventReader()
  const pieces = text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? []
  return pieces.flatMap((piece) => read(piece))
}

const text = ':\n\nevent: next\ndata: {"a":1}\n\nevent: complete\ndata:\n\n'
const events = [
  { type: 'next', data: '{"a":1}' },
  { type: 'complete', data: '' },
]

test.each(['\n', '\r\n', '\r'])('reads events with lines that end in %j, however they are cut', (end) => {
  const lines = text.replaceAll('\n', end)
  for (const size of [1, 2, 3, 7, lines.length]) {
    // A last CR may be half of a CR LF: only what comes next tells.
    expect(eventsOf(`${lines}:`, size)).toEqual(events)
  }
})

test.each([
  ['several lines of data', 'data: a\ndata:  b\n\n', [{ type: 'message', data: 'a\n b' }]],
  [
    'other fields, and one without a colon',
    'id: 1\nretry: 5\nnonsense\ndata\n\n',
    [{ type: 'message', data: '' }],
  ],
  ['colons in data', 'data: a: b:c\n\n', [{ type: 'message', data: 'a: b:c' }]],
  ['no event without data', 'event: next\n\n', []],
  ['no type of an event before', 'event: next\n\ndata: a\n\n', [{ type: 'message', data: 'a' }]],
  ['nothing of an event that is cut off', 'data: a\n\ndata: b\n', [{ type: 'message', data: 'a' }]],
])('reads %s', (_, stream, expected) => {
  expect(eventsOf(stream)).toEqual(expected)
})
