import '../element.js';
