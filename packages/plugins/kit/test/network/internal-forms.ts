/** Addresses that do not lead to the public internet, one or more of every kind. */
export const INTERNAL_ADDRESSES = [
  // This machine, private networks, carriers, links and their metadata services.
  ...['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.1.1'],
  ...['100.64.0.1', '100.100.100.200', '169.254.1.1', '169.254.169.254', '192.0.0.192', '168.63.129.16'],
  // Benchmarks, documentation, relays, multicast, reserved, broadcast.
  ...['198.18.0.1', '198.19.255.254', '192.0.2.1', '198.51.100.1', '203.0.113.1', '192.88.99.1'],
  ...['224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
  // IPv6: unspecified, loopback, compatible, mapped, translated.
  ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:169.254.169.254', '::ffff:0:127.0.0.1'],
  // NAT64, 6to4 and Teredo.
  ...['64:ff9b::127.0.0.1', '64:ff9b::169.254.169.254', '64:ff9b::10.0.0.1', '64:ff9b:1::1'],
  ...['2002:7f00:1::1', '2002:a9fe:a9fe::1', '2001:0:7f00:1::80ff:fffe'],
  // Local, link-local, site-local, metadata, multicast, documentation, discard.
  ...['fc00::1', 'fd00:ec2::254', 'fe80::1', 'febf::1', 'fec0::1', 'ff02::1', 'ff0e::1'],
  ...['2001:db8::1', '3fff::1', '100::1', '5f00::1', '2001:20::1'],
]

/** Spellings of internal addresses, as the host of a URL. */
export const INTERNAL_SPELLINGS = [
  ...['2130706433', '0x7f000001', '0X7F000001', '017700000001', '0x7f.0.0.1', '0177.0.0.1', '0177.0.0.01'],
  ...['127.1', '127.0.1', '0x7f.1', '0177.1', '0', '0x0', '127.0.0.1.', '127.1.', '00000177.0x0.0.1'],
  ...[
    '2852039166',
    '0xa9fea9fe',
    '0xA9.0xFE.0xA9.0xFE',
    '0251.0376.0251.0376',
    '169.254.43518',
    '169.16689662',
  ],
  ...['169.254.169.254.', '10.1', '0xa.1', '012.1', '3232235777', '192.168.257', '172.1048577', '1681915905'],
  // Full-width digits and dots, digits in circles, and what the parser of URLs removes.
  ...[
    '１２７.０.０.１',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '１６９．２５４．１６９．２５４',
    '127.0.0.\u00ad1',
    '12\t7.0.0.1',
  ],
  ...['%31%32%37.0.0.1', '127.0.0%2e1'],
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]', '[::0001]', '[::]'],
  ...[
    '[::FFFF:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[::7f00:1]',
    '[::ffff:a9fe:a9fe]',
  ],
  ...[
    '[64:FF9B::7F00:1]',
    '[64:ff9b::a9fe:a9fe]',
    '[FD00:EC2::254]',
    '[FE80::1]',
    '[fe80::1%25lo]',
    '[::1%25lo]',
  ],
  // Something before an at sign is a user, whatever it looks like.
  ...[
    'public.test@127.0.0.1',
    'public.test:80@127.0.0.1',
    'public.test%40@127.0.0.1',
    '127.0.0.1\\@public.test',
  ],
  // Names that the machine or the name server leads to internal addresses.
  ...[
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ｌｏｃａｌｈｏｓｔ',
    'metadata.google.internal',
    'METADATA.GOOGLE.INTERNAL.',
  ],
]
