// What every page loads. Each module is a manner that the page can do without.
import './requests.js';
import './choosing.js'; // before the drafts: they put values back into its controls
import './submit.js';
import './drafts.js';
import './suggest.js';
import './guard.js';
import './files.js';
import './rows.js';
import './digits.js';
import './keys.js';
import './bulk.js';
import './dialogs.js';
import './menus.js';
import './session.js';
import './forgetting.js';
import './small.js';
import './figures.js';
import './questions.js';

document.documentElement.classList.add('js');
