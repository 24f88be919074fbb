import { asset, type Raw, relation, type Script, serial } from '../scripted.ts'

const HOSTS = 120
const PAGE = 20

/**
 * What a source says in its n-th reading: from one to the next some assets change, a few go, a few come, and so do
 * their relations.
 */
export function generation(n: number): Script {
  const hosts = Array.from({ length: HOSTS }, (_, index) => index).filter((index) => (index + n) % 17 !== 0)
  return {
    assets: paged(
      hosts.map((index) =>
        // Half of them have nothing but the source's own name, by which one made twice is not found again.
        asset(
          `host-${index}`,
          { cores: index % 5 === n % 5 ? n : index },
          index % 2 === 0 ? serial(`SN-${index}`) : {},
        ),
      ),
    ),
    relations: paged(
      hosts.slice(1).map((host, index) => relation(`host-${host}`, `host-${hosts[index]}`, 'CONNECTS_TO')),
    ),
  }
}

function paged(records: readonly Raw[]): Raw[][] {
  const pages: Raw[][] = []
  for (let start = 0; start < records.length; start += PAGE) pages.push(records.slice(start, start + PAGE))
  return pages
}
