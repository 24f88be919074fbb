import { PLATFORM_CHANGES } from './platform.ts'
import { SHOP_CHANGES } from './shop.ts'
import type { ChangeSpec } from './spec.ts'
import { STANDARD_CHANGES } from './standard.ts'
import { STORE_CHANGES } from './stores.ts'

export const CHANGES: readonly ChangeSpec[] = [
  ...SHOP_CHANGES,
  ...STORE_CHANGES,
  ...PLATFORM_CHANGES,
  ...STANDARD_CHANGES,
]
