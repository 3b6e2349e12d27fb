const askwell = process.env['NUXT_PUBLIC_ASKWELL_URL'] ?? 'http://localhost:8787';
const key = process.env['NUXT_PUBLIC_ASKWELL_KEY'] ?? 'pk_...';

export default defineNuxtConfig({
  compatibilityDate: '2026-01-01',
  telemetry: false,
  app: {
    head: {
      title: 'Harbour Bikes',
      htmlAttrs: { lang: 'en' },
      link: [{ rel: 'icon', href: 'data:,' }],
      script: [{ src: `${askwell}/widget.js`, 'data-key': key, async: true }],
    },
  },
  vue: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('askwell-') } },
  runtimeConfig: { askwellSecretKey: '', public: { askwellUrl: askwell, askwellKey: key } },
});
