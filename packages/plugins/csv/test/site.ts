/** A mapping that uses every setting, for the tables in fixtures/site. */
export const site = {
  columns: {
    externalId: 'Asset Tag',
    name: 'Host',
    kind: 'Type',
    environment: 'Stage',
    url: 'Wiki',
    identifiers: { 'serial-number': 'Serial', 'mac-address': 'MAC' },
    labels: { team: 'Team', remark: 'Remark' },
    attributes: {
      cores: { column: 'Cores', type: 'number' },
      memoryGb: { column: 'Memory GB', type: 'number' },
      warrantyEnds: { column: 'Warranty', type: 'date' },
      virtual: { column: 'Virtual', type: 'boolean' },
      tag: 'Asset Tag',
    },
  },
  kinds: { Server: 'server.physical', VM: 'server.virtual' },
  environment: 'unknown',
}

/** The same with both tables of relations in it: the parents of the hosts need a mapping of their own. */
export const siteWithLinks = {
  ...site,
  relations: { columns: { from: 'Source', to: 'Target', kind: 'Relation', strength: 'Weight' } },
}
