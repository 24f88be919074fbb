import { startChromium } from '../graphiql/chromium.ts'

/** Takes the picture of the start page for the README, 1280 points wide, as the token of `THROUGHLINE_TOKEN` sees it. */
if (import.meta.main) {
  const [address, file, width = '1280', height = '1640', scheme = 'light', top = '0'] = process.argv.slice(2)
  if (address === undefined || file === undefined) {
    console.error('Usage: node test/pages/screenshot.ts <url> <out.png> [width] [height] [light|dark] [top]')
    process.exit(2)
  }
  await using browser = await startChromium()
  const page = await browser.newPage({
    viewport: { width: Number(width), height: Number(height) },
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
    extraHTTPHeaders: { authorization: `Bearer ${process.env.THROUGHLINE_TOKEN ?? ''}` },
  })
  await page.goto(address)
  await page.evaluate((y) => scrollTo(0, y), Number(top))
  await page.screenshot({ path: file })
}
