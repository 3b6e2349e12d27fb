import { z } from '@hono/zod-openapi';
import type { ProactiveRule, VisitorForm, WidgetStrings, WidgetTheme } from '@askwell/contract';
import { chatModes, formFieldKinds, formMoments, launcherIcons, limits, themePresets, widgetStringKeys } from '@askwell/contract';
import { checkCustomCss } from '../../tenancy/index.js';
import { filledTextSchema, textSchema } from './text.js';

const pixels = (least: number, most: number) => z.int().min(least).max(most).optional();
const flag = (description: string) => z.boolean().optional().describe(description);

const customCssSchema = textSchema(4000).superRefine((css, ctx) => {
  const problem = checkCustomCss(css);
  if (problem !== undefined) ctx.addIssue({ code: 'custom', message: problem });
});

export const themeSchema = z
  .strictObject({
    preset: z.enum(themePresets).optional().describe('Values for the levers that are not set. Default: default'),
    accent: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour like #2563eb')
      .optional()
      .describe('The one colour that all others derive from, such as #2458d6'),
    neutral: z.enum(['accent', 'gray', 'warm', 'cool']).optional().describe('What surfaces and greys lean to. Default: accent'),
    colorScheme: z
      .enum(['auto', 'light', 'dark'])
      .optional()
      .describe('auto follows the page, then the visitor’s system. Default: auto'),
    radius: z.enum(['none', 'small', 'medium', 'large']).optional().describe('Corners. Default: medium'),
    density: z.enum(['compact', 'comfortable']).optional().describe('Spacing. Default: comfortable'),
    position: z.enum(['right', 'left']).optional().describe('The launcher’s corner. Default: right'),
    fontFamily: z
      .string()
      .max(200)
      .regex(/^[\p{L}\p{N}\s"',._-]*$/u, 'must be a plain list of font names')
      .optional()
      .describe('A CSS font stack that your page has already, or inherit. Nothing is downloaded'),
    fontSize: pixels(13, 18).describe('Body text in pixels. Default: 15, or 14 where compact'),
    panelWidth: pixels(320, 640).describe('Width of the panel in pixels. Default: 400'),
    panelHeight: pixels(400, 960).describe('Greatest height of the panel in pixels. Default: 720'),
    customCss: customCssSchema.optional().describe('CSS inside the chat. No @import; url() only with data:image/…'),
  })
  .openapi('WidgetTheme') satisfies z.ZodType<WidgetTheme>;

export const stringsSchema = z
  .partialRecord(z.enum(widgetStringKeys), textSchema(300))
  .openapi('WidgetStrings') satisfies z.ZodType<WidgetStrings>;

export const localeSchema = z
  .string()
  .regex(/^(auto|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/, 'must be auto, or a language tag like en or pt-BR')
  .describe('A language tag such as de, or auto: the page’s language, then the browser’s. Default: auto');

const imageAddress = /^(https:\/\/[^\s"'()\\]+|data:image\/(png|jpeg|gif|webp|avif|svg\+xml);base64,[A-Za-z0-9+/=]+)$/;
const hostPattern = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?(:\d{1,5})?$/;

const formFieldSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be a name like company or phone_number')
    .describe('Key under which the value is kept'),
  kind: z.enum(formFieldKinds).describe('What the field takes'),
  label: filledTextSchema(80).describe('Words above the field'),
  required: flag('Default: false'),
  options: z.array(filledTextSchema(80)).min(1).max(12).optional().describe('Choices of a select'),
});

const leadFormSchema = z
  .strictObject({
    when: z.array(z.enum(formMoments)).max(formMoments.length).describe('When the form is shown; nowhere when empty'),
    title: textSchema(120).optional().describe('Words above the fields'),
    fields: z.array(formFieldSchema).max(limits.formFields),
    consent: textSchema(300).optional().describe('A line to agree to; the form is refused without it'),
  })
  .superRefine(({ fields }, ctx) => {
    const names = fields.map(({ name }) => name);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) ctx.addIssue({ code: 'custom', path: ['fields'], message: `has two fields named ${twice}` });
    for (const [at, { kind, options }] of fields.entries()) {
      if (kind === 'select' && options === undefined)
        ctx.addIssue({ code: 'custom', path: ['fields', at, 'options'], message: 'is needed for a select' });
    }
  }) satisfies z.ZodType<VisitorForm>;

const proactiveMessage = {
  message: filledTextSchema(200).describe('What the note beside the launcher says'),
  open: flag('Opens the chat itself. Default: false'),
  path: z
    .string()
    .max(200)
    .regex(/^[/*]/, 'must begin with / or *')
    .optional()
    .describe('Only on pages whose path fits, such as /pricing*'),
};
const proactiveRuleSchema = z.discriminatedUnion('when', [
  z.strictObject({ when: z.literal('time'), seconds: z.number().min(0).max(3600), ...proactiveMessage }),
  z.strictObject({ when: z.literal('scroll'), percent: z.number().min(1).max(100), ...proactiveMessage }),
  z.strictObject({ when: z.literal('exitIntent'), ...proactiveMessage }),
  z.strictObject({ when: z.literal('url'), ...proactiveMessage }),
]) satisfies z.ZodType<ProactiveRule>;

/** Each section of a widget beside theme and texts, for the calls that take some of them. */
export const widgetSettingsShape = {
  mode: z.enum(chatModes).optional().describe('Where the tag does not say. Default: bubble'),
  launcher: z
    .strictObject({
      icon: z.enum(launcherIcons).optional().describe('Default: chat'),
      label: textSchema(40).optional().describe('A word beside the icon. Default: none'),
      size: z.enum(['compact', 'regular']).optional().describe('44 or 56 pixels. Default: regular'),
      offsetX: pixels(0, 200).describe('Distance from the side of the window in pixels. Default: 20'),
      offsetY: pixels(0, 200).describe('Distance from its bottom in pixels. Default: 20'),
      zIndex: pixels(-2_147_483_648, 2_147_483_647).describe('Stacking order. Default: 2147483000'),
    })
    .optional()
    .describe('The button that opens the chat'),
  header: z
    .strictObject({
      name: textSchema(80).optional().describe('Instead of the assistant’s name'),
      status: textSchema(80).optional().describe('Instead of "Online"'),
      avatarUrl: z
        .string()
        .max(1000)
        .regex(imageAddress, 'must be https://… or data:image/…;base64,…')
        .optional()
        .describe('A picture instead of the first letter'),
    })
    .optional()
    .describe('The head of the panel'),
  features: z
    .strictObject({
      feedback: flag('Thumbs with a comment. Default: true'),
      copy: flag('Copy an answer. Default: true'),
      regenerate: flag('Answer the last question again. Default: true'),
      edit: flag('Change the last question. Default: true'),
      followUps: flag('Questions to ask next. Default: true'),
      conversationList: flag('The visitor’s earlier conversations. Default: true'),
      unread: flag('A mark on the launcher for new answers. Default: true'),
      sound: flag('A soft sound with it. Default: false'),
      voice: flag('Speaking a question. Default: false'),
      pageContext: flag('Sends page title, address and selected text with a question. Default: false'),
      pageTools: flag('Tools that the page’s own script offers. Default: true'),
    })
    .optional()
    .describe('What the chat offers, each on or off'),
  attachments: z
    .strictObject({
      enabled: flag('Default: false'),
      types: z
        .array(z.string().regex(/^[a-z]+\/[a-z0-9.+*-]+$/, 'must be a media type like image/png'))
        .min(1)
        .max(20)
        .optional()
        .describe('Media types that are taken'),
      maxBytes: z.int().min(1024).max(limits.attachmentBytes).optional().describe('Bytes of one file. Default: 10485760'),
      maxFiles: z.int().min(1).max(limits.attachmentsPerMessage).optional().describe('Files of one question. Default: 4'),
    })
    .optional()
    .describe('Files with a question'),
  handoff: z
    .strictObject({
      enabled: flag('Default: false'),
      when: z.enum(['always', 'notCovered']).optional().describe('Default: notCovered'),
    })
    .optional()
    .describe('"Talk to a person"'),
  leadForm: leadFormSchema.optional().describe('A form that asks who the visitor is'),
  proactive: z.array(proactiveRuleSchema).max(8).optional().describe('When the chat speaks first'),
  consent: z
    .enum(['required', 'none'])
    .optional()
    .describe('required: nothing is stored or sent before the visitor has agreed. Default: none'),
  identity: z
    .enum(['optional', 'enforced'])
    .optional()
    .describe('enforced: only visitors with a valid identity token. Default: optional'),
  imageHosts: z
    .array(z.string().max(200).regex(hostPattern, 'must be a host like images.example.com or *.example.com'))
    .max(20)
    .optional()
    .describe('Hosts whose images answers may show. Default: none'),
};

export const widgetConfigSchema = z
  .object({
    assistant: z.object({ id: z.string(), name: z.string() }),
    greeting: z.string(),
    starters: z.array(z.string()),
    theme: themeSchema,
    strings: stringsSchema,
    locale: z.string(),
    ...widgetSettingsShape,
    features: widgetSettingsShape.features.unwrap().required({ feedback: true, copy: true }),
  })
  .openapi('WidgetConfig');
