import { octetsOf } from '../records/canonical-identifier.ts'

/** UUIDs that whole lines of boards were shipped with, that specifications use as names, and that examples show. */
const SHARED_UUIDS: readonly RegExp[] = [
  /^0300020004000500000?6000700080009$/,
  /^00020003000400050006000700080009$/,
  /^12345678(1234){3}(567890abcdef|123456789abc|56789abcdef0|567812345678)$/,
  /^1234567812345678(90ab|1234|5678|9abc)(cddeefaabbcc|567812345678|123456789abc|567890abcdef)$/,
  /^01234567(89ab)(cdef)(0123)(456789abcdef)$/,
  /^00112233445566778899aabbccddeeff$/,
  // Boards of Dell without a service tag: blanks or zeros in its place.
  /^4c4c4544(00|20){2}(10|20)(10|20)80(20|00)80c04f(20|00){2}(20|00)$/,
  /^feefeefe/,
  /^0000(0000|1800|2a00)00001000800000805f9b34fb$/,
  /^6ba7b81[0124]9dad11d180b400c04fd430c8$/,
  /^550e8400e29b41d4a716446655440000$/,
  /^deadbeefdeadbeef/,
]

/** Whether a UUID is none of one machine: known ones, and those that somebody typed. */
export function isNobodysUuid(canonical: string): boolean {
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(canonical)) return false
  const digits = canonical.replaceAll('-', '')
  // 11111111-2222-3333-4444-555555555555, and 00000000-0000-0000-0000-000000000001.
  if (canonical.split('-').every((part) => /^(.)\1*$/.test(part))) return true
  if ([...digits].filter((digit) => digit !== '0').length <= 2) return true
  if ([...digits].filter((digit) => digit !== 'f').length <= 2) return true
  return SHARED_UUIDS.some((pattern) => pattern.test(digits))
}

/** MAC addresses that belong to a program, a protocol or a line of devices. */
const SHARED_MACS: readonly RegExp[] = [
  /^000000/,
  /^005056c000/, // host-only and NAT adapters of VMware Workstation
  /^00005e/, // IANA: virtual routers (VRRP) and multicast
  /^00000c07ac|^00000c9ff/, // HSRP
  /^0007b400/, // GLBP
  /^00ff/, // TAP adapters of Windows
  /^00534500|^505054503030/, // remote access and PPP over Ethernet of Windows
  /^00059a3c7[0-9a-f]00/, // AnyConnect
  /^00090f(fe0001|aa0001)/, // FortiClient
  /^00a0c6000000/, // modems of Qualcomm
  /^001e101f0|^0c5b8f279a64/, // modems of Huawei
  /^acde48001122/, // the second processor of a Mac
  /^00904c(112233|c51238)/, // wireless boards without an address of their own
  /^00(0102030405|1122334455|2233445566|0000000001|aabbccddee)/,
  /^123456(789abc|789012|123456)|^112233445566|^123412341234/,
]

/**
 * Whether a MAC address is none of one machine: groups, addresses that software has given itself (containers,
 * bridges, tunnels; the second lowest bit of the first octet), and known ranges. What is no MAC address is none.
 * @param canonical 12 hexadecimal digits, or 16 or 40 for EUI-64 and InfiniBand
 */
export function isNobodysMac(canonical: string): boolean {
  if (/^([0-9a-f]{16}|[0-9a-f]{40})$/.test(canonical)) return /^(.)\1*$/.test(canonical)
  if (!/^[0-9a-f]{12}$/.test(canonical)) return true
  if ((Number.parseInt(canonical.slice(0, 2), 16) & 0b11) !== 0) return true
  return SHARED_MACS.some((pattern) => pattern.test(canonical))
}

/** Addresses that machines give themselves, and those of bridges that container and virtual machine software makes. */
const SHARED_ADDRESSES: readonly ((octets: readonly number[]) => boolean)[] = [
  ([a = 0]) => a === 0 || a === 127 || a >= 224,
  ([a, b]) => a === 169 && b === 254,
  ([a, b]) => a === 172 && b === 17,
  ([a, b = 0, c, d]) => a === 172 && b >= 18 && b <= 31 && c === 0 && d === 1,
  ([a, b, c]) => a === 192 && b === 168 && (c === 122 || c === 65),
  ([a, b, c, d]) => a === 192 && b === 168 && (c === 56 || c === 99) && d === 1,
  ([a, b, c, d]) => a === 10 && b === 0 && ((c === 2 && d === 15) || (c === 3 && d === 1)),
  ([a, b, c, d]) => a === 10 && b === 88 && c === 0 && d === 1,
]

/**
 * Whether an IP address, in canonical form, is none of one machine: loopback, link-local, groups, and bridges. Other
 * text is not.
 */
export function isNobodysAddress(canonical: string): boolean {
  const octets = octetsOf(canonical)
  if (octets !== undefined) return SHARED_ADDRESSES.some((is) => is(octets))
  return /^::1?$|^fe[89ab][0-9a-f]:|^ff[0-9a-f]{2}:/.test(canonical)
}

/**
 * What systems and devices are called until they are given a name. Where two in a network have it, mDNS and DHCP servers
 * number them (`raspberrypi-2`, `ubuntu2`): the number depends on who came first, and tells no machine.
 */
const DEFAULT_NAMES =
  /^(localhost|localdomain|raspberry-?pi|orange-?pi|banana-?pi|odroid|beaglebone|raspbian|ubuntu(-server|-desktop)?|debian|kali|centos|fedora|redhat|rhel|rocky|almalinux|opensuse|suse|arch(linux|iso)?|alpine|gentoo|manjaro|mint|linuxmint|nixos|freebsd|openbsd|netbsd|linux|windows|win(7|10|11|xp)?|macbook(-?(pro|air))?|mac|imac|iphone|ipad|android|openwrt|lede|dd-wrt|dsldevice|fritz|speedport|hitronhub|esp(32|8266)|espressif|tasmota|shelly|wled|buildroot|yocto|toybox|busybox|docker-desktop|minikube|boot2docker|newhost|new-host|unassigned-hostname|bogon|truenas|freenas|homeassistant|octopi|retropie|libreelec|kodi|steamdeck|diskstation|my(book|cloud)(live)?|setup|installer|live|livecd|template|vm-template|localhost-live|amnesiac|unknown|none|null|dhcp|no-dns|hostname-unset|debian-live|ubuntu-live)(-?\d{1,2})?$/

/** What a machine is rather than which one. With a number, as in `host-1`, somebody has told it from the others. */
const BARE_WORDS =
  /^(pi|router|switch|gateway|modem|host|hostname|myhost|computer|mycomputer|pc|mypc|desktop|laptop|printer|camera|ipcam|ipcamera|phone)$/

/** Whether a host name, in canonical form, is one that a system comes with. */
export function isNobodysName(canonical: string): boolean {
  const name = canonical.replace(
    /\.(local|lan|home|internal|localdomain|home\.arpa|fritz\.box|box|localnet)$/,
    '',
  )
  return DEFAULT_NAMES.test(name) || BARE_WORDS.test(name)
}
