/** What a subscription tells over server-sent events, one answer at a time, until the server ends it. */
export async function* eventsOf(
  url: string,
  token: string,
  operation: { readonly query: string; readonly variables?: object },
  signal?: AbortSignal,
  onOpen?: () => void,
): AsyncGenerator<{ data?: Record<string, unknown> | null; errors?: { message: string }[] }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify(operation),
    ...(signal === undefined ? {} : { signal }),
  })
  if (!/^text\/event-stream/.test(response.headers.get('content-type') ?? '') || response.body === null) {
    throw new Error(`status ${response.status}: ${await response.text()}`)
  }
  onOpen?.()
  let text = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const [, name] = /^event: (.*)$/m.exec(event) ?? []
      const [, data] = /^data: (.*)$/m.exec(event) ?? []
      if (name === 'next' && data !== undefined) yield JSON.parse(data)
      if (name === 'complete') return
    }
  }
}
