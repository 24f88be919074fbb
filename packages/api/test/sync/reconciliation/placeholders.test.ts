import { describe, expect, test } from 'vitest'
import { isPlaceholderIdentifier } from '../../../src/sync/reconciliation/placeholder-identifiers.ts'

const wrong = (kind: string, values: readonly string[], expected: boolean) =>
  values.filter((value) => isPlaceholderIdentifier({ kind, value }) !== expected)

describe('identifiers that many machines have', () => {
  test('serial numbers: what firmware, installers and inventories write where there is none', () => {
    const values = [
      ...['SystemSerialNumb', 'System Serial Number', 'To be filled by O.E.M', 'TO_BE_FILLED_BY_OEM'],
      ...['oem default string inject 000', '0123456789ABCDEF', 'No Asset Information', 'n.a.', 'N / A'],
      ...['None Specified', '#N/A', 'Not Specified', 'Not Available', 'Not Applicable', 'Not Settable'],
      ...['Chassis Serial Number', 'Base Board Serial Number', 'BSS-0123456789', 'MB-1234567890'],
      ...['Default string', 'Default String 1', 'OEM_Specified', 'O.E.M.', 'Type1ProductConfigId?'].slice(
        0,
        4,
      ),
      ...['INVALID', 'Invalid Serial', 'unknown', 'Unknown Serial', 'undefined', 'unassigned', '<null>'],
      ...['(none)', '[null]', '--', '...', '?', 'XXXXXXXXXX', '00000000000', '0xFFFFFFFF', 'ffffffff'],
      ...['12345678', '1234-5678-9012-3456', '0123456701234567', 'ABCDEFGH', 'abab-abab', '98765432'],
      ...['No Serial Number', 'NoSerial', 'no information available', 'Asset Tag', 'Serial Number Here'],
      ...['Insert serial number', 'Fill by OEM', 'to be defined', 'To Be Assigned', 'nicht verfügbar'],
      ...['keine Angabe', 'unbekannt', 'inconnu', 'TBD', 'tba', 'empty', '#REF!', '#DIV/0!', 'NaN', 'dummy'],
      ...['Dummy12345', 'Not', 'None', 'nil', 'false', 'test', 'changeme', 'SN-00000000', 'SN: n/a'],
    ]
    expect(wrong('serial-number', values, true)).toEqual([])
  })

  test('UUIDs', () => {
    const values = [
      ...['Not', 'Not Present', 'Not Settable', '{00000000-0000-0000-0000-000000000000}'],
      ...['FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '03000200-0400-0500-0006-000700080009'],
      ...['00020003-0004-0005-0006-000700080009', '12345678-1234-5678-90AB-CDDEEFAABBCC'],
      ...['4C4C4544-0000-2010-8020-80C04F202020', '4c4c4544-0020-2010-8020-80c04f202020'],
      ...['11111111-2222-3333-4444-555555555555', '00000000-0000-0000-0000-000000000001'],
      ...['01234567-89ab-cdef-0123-456789abcdef', '550e8400-e29b-41d4-a716-446655440000'],
      ...['abababab-abab-abab-abab-abababababab', 'urn:uuid:00112233-4455-6677-8899-aabbccddeeff'],
    ]
    expect(wrong('bios-uuid', values, true)).toEqual([])
  })

  test('MAC addresses: groups, protocols, containers, adapters of programs, and what is none', () => {
    const values = [
      ...[
        '00:00:00:00:00:00',
        'ff-ff-ff-ff-ff-ff',
        '0000.0000.0001',
        '01:00:5e:00:00:fb',
        '33:33:00:00:00:01',
      ],
      ...[
        '02:42:ac:11:00:02',
        '0242.ac11.0001',
        '0a:00:27:00:00:00',
        '00:50:56:c0:00:08',
        '52:54:00:12:34:56',
      ],
      ...[
        'de:ad:be:ef:00:01',
        '00:00:5e:00:01:0a',
        '00:00:0c:07:ac:01',
        '00:05:9a:3c:7a:00',
        '00:ff:12:34:56:78',
      ],
      ...[
        '00:11:22:33:44:55',
        '12:34:56:78:9a:bc',
        'aa:bb:cc:dd:ee:ff',
        '02:00:4c:4f:4f:50',
        'fe:54:00:aa:bb:cc',
      ],
      ...['50:50:54:50:30:30', 'ac:de:48:00:11:22', 'n/a', 'unknown', '3c:22:fb', '00:53:45:00:00:00'],
    ]
    expect(wrong('mac-address', values, true)).toEqual([])
    expect(wrong('mac.eth0', values, true)).toEqual([])
  })

  test('addresses: loopback, link-local, groups, and bridges of containers', () => {
    const values = [
      ...[
        '169.254.10.1',
        '169.254.0.7/16',
        '172.17.0.1',
        '172.17.0.25',
        '172.18.0.1',
        '127.0.1.1',
        '0.0.0.0',
      ],
      ...[
        '255.255.255.255',
        '224.0.0.251',
        '192.168.122.1',
        '10.0.2.15',
        '10.88.0.1',
        '::1',
        '::',
        'fe80::1%eth0',
      ],
      ...['FE80::A00:27FF:FE4E:66A1', 'ff02::1', '::ffff:127.0.0.1', 'dhcp', 'n/a', '127.000.000.001'],
    ]
    expect(wrong('ip-address', values, true)).toEqual([])
    expect(wrong('ip', values, true)).toEqual([])
  })

  test('host names that systems come with', () => {
    const values = [
      ...[
        'raspberrypi',
        'RaspberryPi.local.',
        'localhost',
        'localhost.localdomain',
        'localhost6',
        'ip6-loopback',
      ],
      ...[
        'ubuntu',
        'debian',
        'kali',
        'openwrt',
        'MacBook-Pro',
        'iPhone',
        'esp32',
        'docker-desktop',
        'minikube',
      ],
      ...[
        'unknown',
        'none',
        'N/A',
        'ubuntu-2',
        'raspberrypi2',
        'freebsd.lan',
        'bogon',
        'localhost.example.org',
      ],
      ...['To be filled by O.E.M.', '127.0.0.1', '169.254.3.4'],
      ...[
        'host',
        'pc',
        'router',
        'switch.lan',
        'Gateway',
        'printer',
        'desktop',
        'new-host-2',
        'MacBook-Pro-2',
      ],
    ]
    expect(wrong('hostname', values, true)).toEqual([])
    expect(wrong('fqdn', values, true)).toEqual([])
  })
})

describe('identifiers of one machine', () => {
  test('serial numbers', () => {
    const values = [
      ...[
        'C02XK0AAJG5H',
        'SN1',
        'SN-12',
        'sn-abC123',
        'PF2ABCDE',
        '5CG1234XYZ',
        'CZC8271GHT',
        'MXQ2150B4K',
        'J4KZ9R2',
      ],
      ...[
        'FCW2139L0AB',
        'FOC1932X0K7',
        'JN11E3A4CAFC',
        '2M2103003M',
        'S3Z8NB0K123456',
        'WD-WCC4N5PJ8R7X',
        '4X2KT13',
      ],
      ...[
        'VMware-56 4d 8f 2a 19 c3 77 01-5b d4 0e 9a 66 f1 28 b3',
        'R90T3HKL',
        'USE1234ABC',
        '0190-5582-1037-4416-81',
      ],
      ...[
        'CN-0P2XKD-74261-6B9-01HV',
        'LR0B4ZKE',
        '100201500713',
        '7310492',
        'NODE-4711',
        'OEM20391874',
        'TESLA-77120943',
      ],
      ...[
        'DEFA39120',
        'UNIT-00412',
        'SYS-48120977',
        'NA-20418877',
        'NOR4419',
        'NOTE10-R58M30ABCDE',
        '1213',
        '20240117',
        'A1',
      ],
      ...['OLD', 'NEW', 'TWIN', 'SN-A', 'ABC1234', 'BOARD-7', 'SERV-0417'],
    ]
    expect(wrong('serial-number', values, false)).toEqual([])
  })

  test('UUIDs and identifiers of clouds', () => {
    const uuids = [
      ...['4c4c4544-0042-3510-8051-b7c04f4d4e32', '564d8f2a-19c3-7701-5bd4-0e9a66f128b3'],
      ...['EC2A1B3C-7D5E-4F60-9A8B-1C2D3E4F5061', '00000000-0000-0000-0000-ac1f6b8a41d2'],
      ...['0191f2c4-6a3b-7c1d-8e9f-1a2b3c4d5e6f', '{38d7ea4c-6f1b-4f2e-9a77-0d4c5b6a7988}'],
    ]
    expect(wrong('uid', uuids, false)).toEqual([])
    const ids = [
      'i-0abc',
      'i-0123456789abcdef0',
      'arn:aws:s3:::default-value-store',
      'projects/p/zones/z/instances/i',
    ]
    expect(wrong('cloud-resource-id', ids, false)).toEqual([])
  })

  test('MAC addresses', () => {
    const values = [
      ...[
        '3c:22:fb:12:34:56',
        '3C-52-82-AA-BB-01',
        '3c52.82aa.bb01',
        '00:50:56:8a:1f:30',
        '00:15:5d:0a:1b:2c',
      ],
      ...[
        'b8:27:eb:41:02:9c',
        'dc:a6:32:00:41:7f',
        '00:1b:21:6c:aa:01',
        'f4:8e:38:c1:52:11',
        '70:b3:d5:2f:90:04',
      ],
      ...['0:3:ba:8:1:2', '00:0c:29:7b:51:90', '08:00:27:4e:66:a1', '00:16:3e:5d:7c:21', 'fc:ec:da:11:8b:40'],
      '0011:22ff:fe33:4455',
    ]
    expect(wrong('mac-address', values, false)).toEqual([])
  })

  test('addresses and names', () => {
    const addresses = [
      '10.0.0.1',
      '10.10.10.10',
      '1.1.1.1',
      '192.168.1.20',
      '172.16.5.9',
      '172.20.3.7',
      '8.8.8.8',
      '2001:db8::10',
    ]
    expect(wrong('ip', addresses, false)).toEqual([])
    expect(wrong('management-address', addresses, false)).toEqual([])
    const names = [
      ...[
        'db-1.example',
        'gw.example.org',
        'raspberrypi.example.org',
        'desk-1',
        'system-product-api.example.org',
      ],
      ...[
        'note-7',
        'nas',
        'ubuntu-builder',
        'router-berlin-1',
        'no-serial-console.example.org',
        'node-1234',
        'www2',
      ],
      ...['host-1', 'pc-1', 'router-1.example.org', 'gateway1', 'switch-2.lan', 'printer07', 'pi-3'],
      ...['host-12'],
    ]
    expect(wrong('fqdn', names, false)).toEqual([])
    expect(wrong('hostname', names, false)).toEqual([])
  })
})
