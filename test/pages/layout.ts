import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with the page as it is shown, one line per kind. The policy of the page does not bind it. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // In the page, this name is what the source above has defined.
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
    const { violations } = await inPage.run()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary}`,
    )
  })
}

/** Pairs of texts that lie over each other, and texts that stick out of the page. Parts that are scrolled away count as hidden. */
export function textCollisions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes: { text: string; left: number; right: number; top: number; bottom: number }[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      const element = node.parentElement
      if (text === '' || element === null || !element.checkVisibility()) continue
      const clip = element.closest('.scroll')?.getBoundingClientRect()
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const { left, right, top, bottom } of range.getClientRects()) {
        const shown =
          clip === undefined
            ? { left, right }
            : { left: Math.max(left, clip.left), right: Math.min(right, clip.right) }
        if (shown.right - shown.left > 1) boxes.push({ text, ...shown, top, bottom })
      }
    }
    const found = boxes
      .filter(({ right, left }) => right > innerWidth + 1 || left < -1)
      .map(({ text }) => `outside: ${text}`)
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left)
        const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
        if (wide > 2 && high > 4) found.push(`${one.text} / ${other.text}`)
      }
    }
    return found
  })
}

/** Pages of A4 that printing takes. */
export async function printedPages(page: Page): Promise<number> {
  const margin = '12mm'
  const pdf = await page.pdf({
    format: 'A4',
    margin: { top: margin, bottom: margin, left: margin, right: margin },
  })
  return pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0
}
