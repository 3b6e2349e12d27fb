import type { NewTextDocument } from '@askwell/contract';

/** A small knowledge base of a made-up shop. */
export const shopDocuments: NewTextDocument[] = [
  {
    title: 'Returns',
    externalId: 'returns',
    url: 'https://shop.example/returns',
    text: '# Returns\n\nYou can return any item within 30 days of delivery. The item must be unused and in its box.\n\n## Refunds\n\nWe send the money back within five working days after the parcel has reached our warehouse in Utrecht.',
  },
  {
    title: 'Shipping',
    externalId: 'shipping',
    url: 'https://shop.example/shipping',
    text: '# Shipping\n\nOrders leave our warehouse on the same day when they are placed before 15:00. Express delivery costs 9 euros and takes one day.\n\n## Abroad\n\nWe deliver to Belgium, Germany and France. Customs duties are never due inside the European Union.',
  },
  {
    title: 'Warranty',
    externalId: 'warranty',
    text: '# Warranty\n\nEvery kettle carries a warranty of three years. Limescale damage is not covered. To claim, send a photo and the receipt to the workshop.',
  },
];
