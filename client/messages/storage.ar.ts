/** The sentences about what this device keeps, in Arabic. */
import type { storageEn } from './storage.en.ts'

const MESSAGES =
  '{messages, plural, zero {لا رسائل} one {رسالة واحدة} two {رسالتان} few {# رسائل} many {# رسالة} other {# رسالة}}'
const FILES = '{files, plural, zero {لا ملفات} one {ملف واحد} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}'
const CHATS =
  '{chats, plural, zero {لا محادثات} one {محادثة واحدة} two {محادثتان} few {# محادثات} many {# محادثة} other {# محادثة}}'

export const storageAr = {
  'storage.usage': 'على هذا الجهاز',
  'storage.messages': 'الرسائل',
  'storage.messagesHint': `{n, plural, zero {لا رسائل} one {رسالة واحدة} two {رسالتان} few {# رسائل} many {# رسالة} other {# رسالة}} في ${CHATS}`,
  'storage.media': 'الوسائط',
  'storage.mediaHint':
    '{n, plural, zero {لا ملفات} one {ملف واحد} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}',
  'storage.index': 'فهرس البحث',
  'storage.app': 'التطبيق نفسه',
  'storage.total': '{used} من {quota} كما يحسبها المتصفح',
  'storage.totalUnknown': 'لا يخبر هذا المتصفح بالمساحة المتاحة.',
  'storage.bar': 'المستخدم {part} بالمئة من مساحة هذا المتصفح',
  'storage.measuring': 'يجري القياس…',
  'storage.clearMedia': 'مسح الوسائط',
  'storage.clearMediaAsk': 'هل تزال كل الصور والأصوات والملفات من هذا الجهاز؟',
  'storage.clearMediaHint': 'تبقى في المحادثات، وتعود حين تنظر إليها مع وجود اتصال.',
  'storage.freed': 'تحررت مساحة {size}',

  'storage.prepare': 'التجهيز دون اتصال',
  'storage.prepareHint': 'يجلب الآن كل ما تحتفظ به إلى هذا الجهاز لتقرأه دون اتصال.',
  'storage.preparingChats': 'جلب المحادثات: {done, number} من {total, number}',
  'storage.preparingFiles': 'جلب الملفات: {done, number} من {total, number}',
  'storage.stop': 'إيقاف',
  'storage.ready': `جاهز. ${CHATS}، ${MESSAGES}، ${FILES}، {size}. {time}`,
  'storage.appComing': 'ما زال Cairn نفسه في الطريق.',
  'storage.appComingHint': 'يصل من تلقاء نفسه مع وجود اتصال. وحتى ذلك الحين لا يُفتح Cairn دون اتصال.',
  'storage.appNone': 'لا يفتح هذا المتصفح Cairn إلا مع وجود اتصال.',
  'storage.didNotCome':
    '{n, plural, zero {لم ينقص شيء.} one {لم يصل جزء واحد.} two {لم يصل جزءان.} few {لم تصل # أجزاء.} many {لم يصل # جزءًا.} other {لم يصل # جزء.}}',
  'storage.noRoom':
    '{n, plural, zero {لا ينقص شيء.} one {لا مكان لملف واحد.} two {لا مكان لملفين.} few {لا مكان لـ # ملفات.} many {لا مكان لـ # ملفًا.} other {لا مكان لـ # ملف.}}',
  'storage.gone':
    '{n, plural, zero {لم يُفقد شيء.} one {ملف واحد لم يعد على الخادم.} two {ملفان لم يعودا على الخادم.} few {# ملفات لم تعد على الخادم.} many {# ملفًا لم يعد على الخادم.} other {# ملف لم يعد على الخادم.}}',
  'storage.here': `الموجود هنا: ${MESSAGES}، ${FILES}، {size}. {time}`,

  'storage.whatIsKept': 'ما يُحتفظ به',
  'storage.history': 'السجل',
  'storage.historyHint': 'الرسائل الأقدم تغادر هذا الجهاز وتبقى على الخادم. غير المرسل والمثبت يبقى هنا.',
  'storage.history.all': 'كل شيء',
  'storage.history.1y': 'سنة',
  'storage.history.90d': '90 يومًا',
  'storage.history.30d': '30 يومًا',
  'storage.history.usual': 'كباقي المحادثات: {limit}',
  'storage.mediaKeep': 'الصور والملفات',
  'storage.mediaKeep.thumbnails': 'معاينات صغيرة فقط',
  'storage.mediaKeep.small': 'حتى 5 ميغابايت للملف',
  'storage.mediaKeep.all': 'الكل',
  'storage.mediaLimit': 'المساحة المتاحة لها',
  'storage.mediaLimitHint': 'حين تنفد، يغادر هذا الجهازَ ما مضى على مشاهدته أطول وقت ويبقى على الخادم.',
  'storage.saver': 'توفير البيانات',
  'storage.saverHint': 'لا يجلب ما لم تطلبه، ويعرض إرسال صور أصغر',
  'storage.safe': 'حفظ آمن',
  'storage.safeYes': 'يحتفظ هذا المتصفح ببيانات كيرن حتى تزيلها أنت.',
  'storage.safeNo': 'قد يمسح هذا المتصفح بيانات كيرن حين يحتاج إلى مساحة.',
  'storage.safeUnknown': 'لا يخبر هذا المتصفح هل يحتفظ ببيانات كيرن.',
  'storage.install': 'تثبيت',
  'storage.installed': 'كيرن مثبت',

  'storage.chat': 'الاحتفاظ دون اتصال',
  'storage.chatFact': `${MESSAGES}، {size}، {ready, select, true {{missing, plural, =0 {جاهز} zero {جاهز} one {الرسائل جاهزة، ملف واحد غير موجود} two {الرسائل جاهزة، ملفان غير موجودين} few {الرسائل جاهزة، # ملفات غير موجودة} many {الرسائل جاهزة، # ملفًا غير موجود} other {الرسائل جاهزة، # ملف غير موجود}}} other {بعضها غير موجود}}`,

  'storage.unsent': 'غير مرسل',
  'storage.unsentNone': 'لا شيء غير مرسل.',
  'storage.copyUnsent':
    '{n, plural, zero {لا شيء للنسخ} one {نسخ عنصر غير مرسل} two {نسخ عنصرين غير مرسلين} few {نسخ # عناصر غير مرسلة} many {نسخ # عنصرًا غير مرسل} other {نسخ # عنصر غير مرسل}}',

  'storage.mine': 'بياناتي',
  'storage.mineHint':
    'يحفظ ملفًا فيه حسابك وإعداداتك والرسائل الموجودة على هذا الجهاز، بصيغة JSON ونصًّا للقراءة. يعمل دون اتصال.',
  'storage.mineAll': 'كل المحادثات',
  'storage.mineChosen': 'هذه المحادثات فقط',
  'storage.mineChosenNeeded': 'اختر محادثة واحدة على الأقل',
  'storage.mineSave': 'حفظ بياناتي',
  'storage.mineWorking': 'الكتابة: {done, number} من {total, number}',
  'storage.mineDone': `حُفظ: ${MESSAGES}، {size}`,
  'storage.mineUnsent': 'غير مرسلة',
  'storage.mineReadMe':
    'ما كان على هذا الجهاز من حساب {name} في {server} بتاريخ {time}. الملف data.json للبرامج، وفي chats/ الشيء نفسه نصًّا.',

  'storage.leave': 'حذف بيانات هذا الجهاز',
  'storage.leaveHint': 'يسجل خروجك، ويزيل من هذا الجهاز كل محادثات هذا الحساب ووسائطه ومسوداته.',
  'storage.leaveAsk': 'هل يُحذف كل ما يخص هذا الحساب من هذا الجهاز؟',
  'storage.leaveUnsent':
    '{n, plural, =0 {لا شيء غير مرسل.} zero {لا شيء غير مرسل.} one {عنصر واحد غير مرسل سيضيع.} two {عنصران غير مرسلين سيضيعان.} few {# عناصر غير مرسلة ستضيع.} many {# عنصرًا غير مرسل ستضيع.} other {# عنصر غير مرسل سيضيع.}}',
  'storage.leaveDrafts':
    '{n, plural, zero {لا مسودات هنا وحدها.} one {مسودة واحدة موجودة على هذا الجهاز وحده وستضيع.} two {مسودتان موجودتان على هذا الجهاز وحده وستضيعان.} few {# مسودات موجودة على هذا الجهاز وحده وستضيع.} many {# مسودة موجودة على هذا الجهاز وحده وستضيع.} other {# مسودة موجودة على هذا الجهاز وحده وستضيع.}}',
  'storage.leaving': 'تجري الإزالة…',

  'storage.notPersistent': 'قد يمسح هذا المتصفح بيانات Cairn',
  'storage.keep': 'حفظها بأمان',
  'storage.kept': 'سيحتفظ هذا المتصفح ببيانات Cairn',
  'storage.notKept': 'لم يوافق المتصفح. تثبيت Cairn يساعد عادةً.',

  'storage.near': 'هذا الجهاز يكاد يمتلئ: {used} من {quota}',
  'storage.full': 'هذا الجهاز ممتلئ. لا تُحفظ الصور والملفات الجديدة، أما الرسائل فتُحفظ.',
  'storage.free': 'تحرير {size} من الوسائط',
  'storage.manage': 'إدارة المساحة',
  'storage.broken': 'لا يسمح هذا المتصفح لكيرن بالحفظ الآن',
  'storage.brokenHint':
    'ما تراه موجود في هذا اللسان وحده، وقد يضيع معه ما تكتبه: انسخ المهم. يحاول كيرن مجددًا من تلقاء نفسه.',
  'storage.missing':
    '{n, plural, zero {كل بياناتك تُفتح} one {جزء من بياناتك لا يُفتح الآن} two {جزءان من بياناتك لا يُفتحان الآن} few {# أجزاء من بياناتك لا تُفتح الآن} many {# جزءًا من بياناتك لا يُفتح الآن} other {# جزء من بياناتك لا يُفتح الآن}}',
  'storage.missingHint': 'يُجلب من جديد مع وجود اتصال. الباقي يعمل.',

  'storage.getting': 'جلب محادثاتك: {done, number} من {total, number}',
  'storage.keepTitle': 'احتفظ بكيرن على هذا الجهاز',
  'storage.keepHint': 'إذا ثُبّت فُتح كأي تطبيق، وإذا حُفظ بقيت بياناته حين يفرغ المتصفح مساحة.',
  'storage.readyTitle': 'جاهز دون اتصال',
  'storage.readyHint': `على هذا الجهاز ${CHATS}. الرسائل الأقدم تتبع من تلقاء نفسها.`,

  'update.busy': 'تأتي النسخة الجديدة عند البدء القادم لأنك تكتب',
  'share.title': 'المشاركة في محادثة',
  'share.hint': 'اختر إلى أين تذهب. يمكنك تغييرها قبل إرسالها.',
  'share.nothing': 'لم يُشارك شيء.',

  'settings.textSize': 'حجم النص',
  'settings.textSizeHint': 'يتبع المتصفح: {keys} يكبّر النص كله.',
  'settings.timeFormat': 'الأوقات والتواريخ',
  'settings.timeFormatHint': 'تُكتب كما في لغتك ومنطقتك: {example}',
  'settings.enter': 'مفتاح الإدخال يبدأ سطرًا جديدًا',
  'settings.enterHint': 'عندها يرسل Shift+Enter، ويرسل {keys} دائمًا',
  'settings.motion': 'تقليل الحركة',
  'settings.motionHint': 'لا شيء ينزلق أو يتلاشى',
  'settings.contrastHint': 'أبيض وأسود وخطوط واضحة',
} as const satisfies Record<keyof typeof storageEn, string>
