/** What the screen says until the first list stands, in Arabic: the app's frame, the chat list, the strip, notices. */
import type { firstEn } from './first.en.ts'

export const firstAr: Readonly<Record<keyof typeof firstEn, string>> = {
  'app.name': 'Cairn',
  'app.skip': 'الانتقال إلى المحادثة',
  'app.failed': 'تعطّل هذا الجزء',
  'app.reloadPart': 'إعادة تحميل الجزء',
  'action.back': 'رجوع',
  'action.close': 'إغلاق',
  'app.copyDetails': 'نسخ التفاصيل',
  'app.copied': 'تم النسخ',
  'app.notCopied': 'لم يتم النسخ. لا يسمح المتصفح به هنا.',
  'app.storageFailed': 'لم يسمح المتصفح بالحفظ. تحقق من المساحة المتاحة ثم حاول مجددًا.',

  'action.copyAll': 'نسخ الكل',
  'action.tryNow': 'حاول الآن',

  'state.loading': 'جارٍ التحميل',

  'presence.active': 'متاح',
  'presence.idle': 'بعيد',
  'presence.offline': 'غير متصل',
  'presence.unknown': 'الحالة غير معروفة',
  'presence.lastKnown': 'آخر حالة معروفة {time}',

  'auth.again': 'سجّل الدخول للإرسال',

  'nav.label': 'المحادثات',
  'nav.main': 'المحادثة',
  'nav.panel': 'التفاصيل',
  'nav.tabs': 'الأقسام',

  'chats.title': 'المحادثات',
  'chats.search': 'ابحث أو انتقل',
  'search.title': 'بحث',
  'chats.new': 'محادثة جديدة',
  'chats.newChannel': 'إنشاء قناة',
  'chats.newDirect': 'رسالة مباشرة',
  'chats.browse': 'البحث عن قناة',
  'chats.unreadOnly': 'غير مقروء',
  'chats.actions': 'إجراءات {title}',
  'chats.in.pinned': 'المثبتة',
  'chats.in.channels': 'القنوات',
  'chats.in.groups': 'المجموعات',
  'chats.in.direct': 'المباشرة',
  'chats.in.saved': 'المحفوظات',
  'chats.in.archived': 'الأرشيف',
  'chats.in.left': 'المغادَرة',
  'chats.savedMessages': 'الرسائل المحفوظة',
  'chats.empty': 'لا محادثات بعد.',
  'chats.find': 'ابحث عن قناة أو أنشئها',
  'chats.unread':
    '{n, plural, zero {لا غير مقروء} one {رسالة غير مقروءة} two {رسالتان غير مقروءتين} few {# رسائل غير مقروءة} many {# رسالة غير مقروءة} other {# رسالة غير مقروءة}}',
  'chats.mentions':
    '{n, plural, zero {لا إشارات} one {إشارة واحدة} two {إشارتان} few {# إشارات} many {# إشارة} other {# إشارة}}',
  'chats.draft': 'مسودة',
  'chats.drafts':
    '{n, plural, zero {# مسودة} one {مسودة واحدة} two {مسودتان} few {# مسودات} many {# مسودة} other {# مسودة}}',
  'chats.muted': 'مكتومة',
  'chats.encrypted': 'مشفّرة',
  'chats.waiting':
    '{n, plural, zero {لا شيء غير مرسل} one {واحدة غير مرسلة} two {اثنتان غير مرسلتين} few {# غير مرسلة} many {# غير مرسلة} other {# غير مرسلة}}',
  'chats.refused': 'لم تُرسل',
  'chats.untitled': 'بلا عنوان',
  'chats.lastLine': '{name}: {text}',
  'chats.deleted': 'رسالة محذوفة',
  'system.someone': 'شخص ما',
  'system.founded': 'أنشأ {actor} هذه المحادثة',
  'system.added': 'أضاف {actor} {user}',
  'system.joined': 'انضم {user}',
  'system.left': 'غادر {user}',
  'system.removed': 'أزال {actor} {user}',
  'system.renamed': 'غيّر {actor} اسم هذه المحادثة إلى {title}',
  'system.key': 'لدى {user} مفتاح جديد: تغيّر رقم الأمان',
  'system.role': '{role, select, owner {أصبح {user} مالكًا} admin {أصبح {user} مشرفًا} other {أصبح {user} عضوًا}}',

  'sync.offline': 'غير متصل – يمكنك متابعة العمل',
  'sync.offlineUnsent':
    '{n, plural, zero {غير متصل} one {غير متصل، واحدة غير مرسلة} two {غير متصل، اثنتان غير مرسلتين} few {غير متصل، # غير مرسلة} many {غير متصل، # غير مرسلة} other {غير متصل، # غير مرسلة}}',
  'sync.connecting': 'جارٍ الاتصال…',
  'sync.syncing': 'مزامنة {done, number} من {total, number}',
  'sync.waiting.messages':
    '{n, plural, zero {لا شيء للإرسال} one {إرسال رسالة واحدة} two {إرسال رسالتين} few {إرسال # رسائل} many {إرسال # رسالة} other {إرسال # رسالة}}',
  'sync.waiting.changes':
    '{n, plural, zero {لا شيء للإرسال} one {إرسال تغيير واحد} two {إرسال تغييرين} few {إرسال # تغييرات} many {إرسال # تغييرًا} other {إرسال # تغيير}}',
  'sync.refused.messages':
    '{n, plural, zero {أُرسل الكل} one {رسالة لم تُرسل} two {رسالتان لم تُرسلا} few {# رسائل لم تُرسل} many {# رسالة لم تُرسل} other {# رسالة لم تُرسل}}',
  'sync.refused.changes':
    '{n, plural, zero {قُبل الكل} one {تغيير لم يُقبل} two {تغييران لم يُقبلا} few {# تغييرات لم تُقبل} many {# تغييرًا لم يُقبل} other {# تغيير لم يُقبل}}',
  'sync.back':
    '{n, plural, zero {عاد الاتصال} one {عاد الاتصال. أُرسلت رسالة} two {عاد الاتصال. أُرسلت رسالتان} few {عاد الاتصال. أُرسلت # رسائل} many {عاد الاتصال. أُرسلت # رسالة} other {عاد الاتصال. أُرسلت # رسالة}}',
  'sync.sent':
    '{n, plural, zero {لم يُرسل شيء} one {أُرسلت رسالة} two {أُرسلت رسالتان} few {أُرسلت # رسائل} many {أُرسلت # رسالة} other {أُرسلت # رسالة}}',
  'sync.signedOut': 'سُجّل الخروج على هذا الجهاز',
  'sync.signedOutUnsent':
    '{n, plural, =0 {سُجّل الخروج على هذا الجهاز} one {سُجّل الخروج على هذا الجهاز. واحدة غير مرسلة} two {سُجّل الخروج على هذا الجهاز. اثنتان غير مرسلتين} few {سُجّل الخروج على هذا الجهاز. # غير مرسلة} many {سُجّل الخروج على هذا الجهاز. # غير مرسلة} other {سُجّل الخروج على هذا الجهاز. # غير مرسلة}}',
  'sync.tooOld': 'حدّث للإرسال. القراءة تعمل',
  'sync.openUnsent': 'عرض غير المرسل',
  'sync.mark.1': 'على هذا الجهاز',
  'sync.mark.2': 'جارٍ الاتصال',
  'sync.mark.3': 'متصل',

  'update.available': 'إصدار جديد من Cairn جاهز',
  'update.now': 'تحديث',
  'update.later': 'لاحقًا',

  'activity.title': 'النشاط',
  'home.title': 'Cairn',
  'home.pick': 'اختر محادثة أو ابدأ واحدة.',
  'unsent.title': 'المسودات وغير المرسل',
  'you.title': 'أنت',
}
