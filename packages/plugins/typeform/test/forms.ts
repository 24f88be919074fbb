/** Forms as GET /forms/{id} gives them, with more in them than is read. */

const settings = { language: 'en', progress_bar: 'proportion', is_public: true, is_trial: false }
const links = (id: string) => ({ display: `https://example.typeform.com/to/${id}` })

export const opinion = {
  id: 'opinion1',
  type: 'quiz',
  title: 'How do you like IT? <b>2030</b>',
  created_at: '2029-01-01T10:00:00Z',
  last_updated_at: '2029-06-01T10:00:00Z',
  settings,
  workspace: { href: 'https://api.typeform.com/workspaces/w1' },
  welcome_screens: [{ ref: 'w', title: 'Welcome', properties: { show_button: true } }],
  fields: [
    { id: 'fStatement', ref: 'hello', title: 'Hello there', type: 'statement', properties: {} },
    {
      id: 'fNps',
      ref: 'nps',
      title: 'Would you recommend us?',
      type: 'nps',
      validations: { required: true },
    },
    {
      id: 'fScale',
      ref: 'scale',
      title: 'How content are you?',
      type: 'opinion_scale',
      properties: { steps: 5, start_at_one: true, labels: { left: 'Not at all', right: 'Very' } },
    },
    {
      id: 'fGroup',
      ref: 'group',
      title: 'About your work',
      type: 'group',
      properties: {
        fields: [
          {
            id: 'fTools',
            ref: 'tools',
            title: 'Which tools do you use?',
            type: 'multiple_choice',
            properties: {
              allow_multiple_selection: true,
              allow_other_choice: true,
              choices: [
                { id: 'c1', ref: 'c1', label: 'Mail' },
                { id: 'c2', ref: 'c2', label: 'Chat' },
              ],
            },
          },
          { id: 'fWord', ref: 'word', title: 'In one word?', type: 'short_text', properties: {} },
        ],
      },
    },
    {
      id: 'fMatrix',
      ref: 'matrix',
      title: 'Rate us',
      type: 'matrix',
      properties: {
        fields: [
          {
            id: 'fSpeed',
            ref: 'speed',
            title: 'Speed',
            type: 'multiple_choice',
            properties: { choices: [{ label: 'Bad' }, { label: 'Good' }] },
          },
        ],
      },
    },
    { id: 'fAgain', ref: 'again', title: 'Would you come again?', type: 'yes_no', properties: {} },
    { id: 'fSince', ref: 'since', title: 'Since when are you here?', type: 'date', properties: {} },
    { id: 'fTimes', ref: 'times', title: 'How often did you call?', type: 'number', properties: {} },
    { id: 'fMore', ref: 'more', title: 'Anything else?', type: 'long_text', properties: {} },
    { id: 'fMail', ref: 'mail', title: 'Your address?', type: 'email', properties: {} },
    {
      id: 'fContact',
      ref: 'contact',
      title: 'Who are you?',
      type: 'contact_info',
      properties: {
        fields: [
          { id: 'fFirst', ref: 'first', title: 'First name', type: 'short_text', subfield_key: 'first_name' },
          { id: 'fPhone', ref: 'phone', title: 'Phone', type: 'phone_number', subfield_key: 'phone_number' },
        ],
      },
    },
    { id: 'fFile', ref: 'file', title: 'A screenshot?', type: 'file_upload', properties: {} },
  ],
  hidden: ['user_id', 'department'],
  _links: links('opinion1'),
}

export const stars = {
  id: 'stars2',
  type: 'form',
  title: 'Request closed',
  created_at: '2029-02-01T10:00:00Z',
  last_updated_at: '2029-02-01T10:00:00Z',
  settings,
  fields: [
    {
      id: 'sStars',
      ref: 'stars',
      title: 'How was it?',
      type: 'rating',
      properties: { steps: 5, shape: 'star' },
    },
    { id: 'sWhy', ref: 'why', title: 'Why?', type: 'short_text', properties: {} },
    {
      id: 'sTeam',
      ref: 'team',
      title: 'Which team?',
      type: 'dropdown',
      properties: { choices: [{ label: 'Desk' }, { label: 'Network 🌐' }] },
    },
  ],
  _links: links('stars2'),
}

export const empty = {
  id: 'empty3',
  type: 'form',
  title: null,
  created_at: '2029-03-01T10:00:00Z',
  last_updated_at: '2029-03-01T10:00:00Z',
  settings,
}
