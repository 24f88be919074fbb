/** One event of a stream, as `text/event-stream` defines it. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
}

/**
 * Reads a `text/event-stream` piece by piece: the function it returns takes the next piece of text and returns the
 * events that are complete with it. Events without data, comments and the fields `id` and `retry` are passed over.
 */
export function eventReader(): (text: string) => readonly StreamEvent[] {
  let rest = ''
  let type = ''
  let data: string[] = []
  return (text) => {
    const events: StreamEvent[] = []
    // A CR at the end may be the first half of a CR LF.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const [, field, value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
      if (field === 'event') type = value
      else if (field === 'data') data.push(value)
      if (line !== '') continue
      if (data.length > 0) events.push({ type: type || 'message', data: data.join('\n') })
      type = ''
      data = []
    }
    return events
  }
}
