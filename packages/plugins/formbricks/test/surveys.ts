/** Surveys as GET /api/v1/management/surveys gives them, with more in them than is read. */

export interface MadeUpSurvey {
  readonly id: string
  name: string
  readonly status: string
  updatedAt: string
  readonly [more: string]: unknown
}

const common = {
  createdAt: '2029-01-01T00:00:00.000Z',
  environmentId: 'env1',
  workspaceId: 'ws1',
  createdBy: 'user-of-formbricks',
  segment: null,
  languages: [],
  welcomeCard: { enabled: false },
  endings: [{ id: 'end', type: 'endScreen', headline: { default: 'Thanks!' } }],
}
const off = { show: false, required: false, placeholder: { default: '' } }

export const pulse: MadeUpSurvey = {
  ...common,
  id: 'clpulse',
  name: 'IT pulse',
  type: 'link',
  status: 'inProgress',
  updatedAt: '2029-06-01T00:00:00.000Z',
  hiddenFields: { enabled: true, fieldIds: ['userId', 'department'] },
  questions: [
    { id: 'intro', type: 'cta', headline: { default: 'Hello' }, required: false },
    {
      id: 'nps',
      type: 'nps',
      headline: { default: '<p>Would you recommend <b>us</b>, #recall:name/fallback:colleague#?</p>' },
      required: true,
    },
    {
      id: 'stars',
      type: 'rating',
      scale: 'star',
      range: 5,
      headline: { default: 'Content?' },
      required: true,
    },
    {
      id: 'tools',
      type: 'multipleChoiceMulti',
      headline: { default: 'Which tools?', de: 'Welche Werkzeuge?' },
      choices: [
        { id: 'mail', label: { default: 'Mail', de: 'Post' } },
        { id: 'chat', label: { default: 'Chat', de: 'Schwatz' } },
        { id: 'other', label: { default: 'Something else', de: 'Anderes' } },
      ],
    },
    {
      id: 'best',
      type: 'multipleChoiceSingle',
      headline: { default: 'Best?' },
      choices: [
        { id: 'a', label: { default: 'Speed' } },
        { id: 'b', label: { default: 'Kindness' } },
      ],
    },
    {
      id: 'grid',
      type: 'matrix',
      headline: { default: 'Rate' },
      rows: [{ id: 'r', label: { default: 'Desk' } }],
      columns: [{ id: 'c', label: { default: 'Good' } }],
    },
    {
      id: 'picture',
      type: 'pictureSelection',
      headline: { default: 'Which?' },
      choices: [{ id: 'p1', imageUrl: 'x' }],
    },
    { id: 'agree', type: 'consent', headline: { default: 'Agree?' }, label: { default: 'Yes' } },
    { id: 'since', type: 'date', headline: { default: 'Since?' }, format: 'd-M-y' },
    { id: 'times', type: 'openText', inputType: 'number', headline: { default: 'How often?' } },
    { id: 'word', type: 'openText', inputType: 'text', longAnswer: false, headline: { default: 'A word?' } },
    {
      id: 'more',
      type: 'openText',
      inputType: 'text',
      longAnswer: true,
      headline: { default: 'Anything else?' },
    },
    { id: 'mailto', type: 'openText', inputType: 'email', headline: { default: 'Your address?' } },
    {
      id: 'who',
      type: 'contactInfo',
      headline: { default: 'Who are you?' },
      firstName: { ...off, show: true },
      lastName: off,
      email: off,
      phone: off,
      company: off,
    },
    { id: 'file', type: 'fileUpload', headline: { default: 'A picture?' }, allowMultipleFiles: false },
  ],
}

/** As newer versions keep it: the questions stand in blocks. */
export const ease: MadeUpSurvey = {
  ...common,
  id: 'clease',
  name: 'How easy was it?',
  type: 'app',
  status: 'completed',
  updatedAt: '2029-05-01T00:00:00.000Z',
  questions: [],
  blocks: [
    {
      id: 'b1',
      name: 'Block 1',
      elements: [
        { id: 'ces', type: 'ces', range: 7, headline: { default: 'It was easy.' }, required: true },
        { id: 'why', type: 'openText', headline: { default: 'Why?' } },
      ],
    },
  ],
}

export const bare: MadeUpSurvey = {
  ...common,
  id: 'clbare',
  name: 'Nothing asked',
  type: 'link',
  status: 'paused',
  updatedAt: '2029-04-01T00:00:00.000Z',
  questions: null,
}

export const draft: MadeUpSurvey = {
  ...common,
  id: 'cldraft',
  name: 'Draft',
  type: 'link',
  status: 'draft',
  updatedAt: '2029-03-01T00:00:00.000Z',
  questions: [],
}
