export { conformance } from './conformance/conformance.ts'
export type {
  BrokenFixture,
  ConformanceFixtures,
  ListingFixture,
  NamedCheck,
} from './conformance/fixtures.ts'
export { memoryFiles } from './conformance/fixtures.ts'
export type { StreamListing } from './conformance/listing.ts'
export { listOnce } from './conformance/listing.ts'
