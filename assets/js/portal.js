// What companies and strangers load: the same manners without htmx and the searchable selects. A tenth of app.js.
import './submit.js';
import './drafts.js';
import './suggest.js';
import './guard.js';
import './files.js';
import './dialogs.js';
import './menus.js';
import './session.js';
import './forgetting.js';
import './small.js';
import './figures.js';
import './questions.js';

document.documentElement.classList.add('js');
