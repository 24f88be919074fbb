/** The bytes that begin and end the binary format of COPY: signature, flags and no header extension; -1 for no more rows. */
const HEAD = Buffer.from('5047434f50590aff0d0a00' + '00000000' + '00000000', 'hex')
const TAIL = Buffer.from('ffff', 'hex')
/** A row with a total: the number of fields, and each of four with its length before it. */
const LONGEST_ROW = 2 + (4 + 16) + 3 * (4 + 8)

/** Where PostgreSQL counts its microseconds from. */
const EPOCH = Date.UTC(2000, 0, 1)

/** Rows of metric_sample (metric_id, at, value, total) in the binary format of COPY. */
export class SampleRows {
  /** What a statement `copy` says after the name of the table. */
  static readonly COLUMNS = '(metric_id, at, value, total) from stdin (format binary)'

  #bytes: Buffer
  /** Of the same bytes: it writes numbers faster than the buffer does. */
  #view: DataView
  #length = HEAD.length
  #count = 0

  /** @param expected how many rows there will be, if that is known: more are taken as well */
  constructor(expected = 1_000) {
    this.#bytes = Buffer.allocUnsafe(HEAD.length + expected * LONGEST_ROW + TAIL.length)
    this.#view = viewOf(this.#bytes)
    HEAD.copy(this.#bytes)
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count
  }

  /**
   * @param metric the 16 bytes of the uuid
   * @param at milliseconds since 1970
   * @param value finite, like the total
   */
  add(metric: Buffer, at: number, value: number, total: number | null): void {
    if (this.#length + LONGEST_ROW + TAIL.length > this.#bytes.length) this.#grow()
    const view = this.#view
    let place = this.#length
    view.setInt16(place, 4)
    view.setInt32(place + 2, 16)
    this.#bytes.set(metric, place + 6)
    view.setInt32(place + 22, 8)
    setInt64(view, place + 26, (at - EPOCH) * 1_000)
    view.setInt32(place + 34, 8)
    view.setFloat64(place + 38, value)
    view.setInt32(place + 46, total === null ? -1 : 8)
    place += 50
    if (total !== null) {
      view.setFloat64(place, total)
      place += 8
    }
    this.#length = place
    this.#count += 1
  }

  /** The rows so far, as COPY reads them. It is a copy: more may be added, or the rows given up. */
  bytes(): Buffer {
    return Buffer.concat([this.#bytes.subarray(0, this.#length), TAIL])
  }

  /** Gives the rows up. */
  clear(): void {
    this.#length = HEAD.length
    this.#count = 0
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#bytes.length * 2 + LONGEST_ROW)
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
    this.#view = viewOf(larger)
  }
}

/** The bytes of a uuid in the text form. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

const HALF = 2 ** 32

/** A whole number of up to 53 bits and a sign; without BigInt, which takes three times as long. */
function setInt64(view: DataView, place: number, value: number): void {
  const high = Math.floor(value / HALF)
  view.setInt32(place, high)
  view.setUint32(place + 4, value - high * HALF)
}

function viewOf({ buffer, byteOffset, byteLength }: Buffer): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
