import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import { REDACTED } from './log.ts'

/** Opens the log of a terminal on standard error: lines for people. */
export function openTerminalLog(level: string): Logger {
  const destination = pretty({
    destination: 2,
    sync: true,
    colorize: process.stderr.hasColors(),
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'pid,hostname',
  })
  return pino({ level, redact: REDACTED }, destination)
}
