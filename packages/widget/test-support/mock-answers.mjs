export const config = {
  assistant: { id: 'ast_1', name: 'Northwind Help' },
  greeting: 'Hi! What would you like to know about Northwind?',
  starters: [
    'How do refunds work?',
    'Which plans include single sign-on?',
    'How do I move a workspace to another region?',
    'Where are invoices sent?',
  ],
  theme: {},
  strings: {},
  locale: 'en',
  features: { feedback: true, copy: true },
};

export const sources = [
  {
    id: 's1',
    documentId: 'doc_1',
    externalId: null,
    title: 'Refunds and cancellations',
    url: 'https://northwind.example/help/refunds',
  },
  { id: 's2', documentId: 'doc_2', externalId: null, title: 'Plans and pricing', url: 'https://northwind.example/pricing' },
  {
    id: 's3',
    documentId: 'doc_3',
    externalId: null,
    title: 'Billing contacts and where invoices go',
    url: 'https://northwind.example/help/billing',
  },
];

export const document = {
  citations: [
    {
      sourceId: 's1',
      quote: 'You can ask for a full refund within 30 days of the first payment of a plan.',
      headingPath: ['Billing', 'Refunds and cancellations', 'Who can get one'],
      passage:
        'Refunds are simple. You can ask for a full refund within 30 days of the first payment of a plan. After that, an annual plan is refunded for the months that have not begun. Add-ons are refunded together with the plan that they belong to.',
    },
    {
      sourceId: 's1',
      quote: 'The money goes back to the card or account it came from, usually within five working days.',
      headingPath: ['Billing', 'Refunds and cancellations', 'When the money arrives'],
      passage:
        'The money goes back to the card or account it came from, usually within five working days. Bank transfers take up to ten.',
    },
    {
      sourceId: 's2',
      quote: 'Annual plans are billed once, in advance.',
      headingPath: ['Plans and pricing'],
      passage:
        'Monthly plans are billed on the same day of each month. Annual plans are billed once, in advance. Taxes depend on the country of the billing contact.',
    },
  ],
};

const cited = `You can get a **full refund within 30 days** of the first payment of a plan. [1] After that it depends on how you pay:

- **Monthly plans** run to the end of the month and are not refunded.
- **Annual plans** are billed once, in advance [3], and are refunded for the months that have not begun. [1]

To ask for one, open \`Settings → Billing\` and choose **Request a refund**. The money goes back to the card or account it came from, usually within five working days. [2]`;

const long = Array.from(
  { length: 8 },
  (_, at) =>
    `## Step ${at + 1}\n\nMoving a workspace copies its files first and its history after that. [1] The workspace stays usable all the time, and links keep working. While it moves, billing goes on as before. [3]`,
).join('\n\n');

/** The first whose `when` fits the question. */
export const answers = [
  {
    when: /unknown|parrot/i,
    answered: false,
    text: 'I could not find anything about that in Northwind’s help pages. I looked for “parrot” in 48 pages. These come nearest.',
  },
  { when: /fail/i, answered: true, breaksAt: 150, text: cited },
  { when: /long|region/i, answered: true, text: long },
  {
    when: /table|plans/i,
    answered: true,
    text: 'Single sign-on comes with two of the three plans. [3]\n\n| Plan | SSO | Seats |\n|---|---|---|\n| Free | no | 3 |\n| Team | SAML | 50 |\n| Business | SAML, SCIM | no limit |\n\n```sh\nnorthwind sso enable --provider okta --domain example.com\n```\n\n1. Open **Settings**.\n2. Choose *Sign-on*.\n\n> Only owners see this page.\n\nMore in [the guide](https://northwind.example/sso).',
  },
  { when: /./, answered: true, text: cited },
];
