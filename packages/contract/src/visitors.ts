import type { Handoff } from './handoff.js';

/** Body of `PUT /v1/visitors/me/details`: the answers to the assistant's form. */
export interface NewVisitorDetails {
  /** By the field's `name`. Fields that the form has not are refused. */
  values: Record<string, string>;
  /** Agreement to the form's consent line, where it has one. */
  consent?: boolean | undefined;
}

export interface VisitorDetails {
  values: Record<string, string>;
  /** The line that the visitor agreed to, null where the form had none. */
  consent: string | null;
  updatedAt: string;
}

/** Who a signed identity token says the visitor is. */
export interface VisitorIdentity {
  /** The tenant's own id of the user: `sub`. */
  userId: string;
  name: string | null;
  email: string | null;
}

/** `GET /v1/visitors/me`: what is known of the visitor who asks. */
export interface VisitorSelf {
  id: string;
  /** Null for an anonymous visitor. */
  identity: VisitorIdentity | null;
  /** Null until the form was answered. */
  details: VisitorDetails | null;
  /** Answers in all conversations that came after the visitor last read there. */
  unread: number;
}

/** `GET /v1/visitors` and `GET /v1/visitors/:id`: a visitor as the tenant sees it. */
export interface Visitor {
  id: string;
  assistantId: string;
  identity: VisitorIdentity | null;
  details: VisitorDetails | null;
  conversations: number;
  createdAt: string;
  seenAt: string;
}

/** Which visitors `GET /v1/visitors` lists: those who left details or are identified, or all. */
export const visitorFilters = ['known', 'all'] as const;
export type VisitorFilter = (typeof visitorFilters)[number];

/** One entry of `GET /v1/handoffs`, for the tenant's server. */
export interface VisitorHandoff extends Handoff {
  visitorId: string;
}
