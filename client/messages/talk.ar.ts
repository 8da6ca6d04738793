/** The sentences of what is done with messages, in Arabic. */
import type { talkEn } from './talk.en.ts'

export const talkAr: Readonly<Record<keyof typeof talkEn, string>> = {
  'chat.action.select': 'تحديد',

  'talk.forward.title':
    '{count, plural, zero {إعادة توجيه # رسالة} one {إعادة توجيه الرسالة} two {إعادة توجيه رسالتين (#)} few {إعادة توجيه # رسائل} many {إعادة توجيه # رسالة} other {إعادة توجيه # رسالة}}',
  'talk.forward.to': 'المحادثات والأشخاص',
  'talk.forward.chosen':
    '{count, plural, =0 {لم يُختر شيء} zero {# مختار} one {اختيار واحد (#)} two {اختياران (#)} few {# اختيارات} many {# اختيارًا} other {# اختيار}}',
  'pick.chosen': 'تم اختيار {name}',
  'pick.dropped': 'أُلغي اختيار {name}',
  'talk.forward.nobody': 'اختر الوجهة أولًا',
  'talk.forward.note': 'ملاحظة (اختياري)',
  'talk.forward.done':
    'أُعيد التوجيه إلى {names}{rest, plural, =0 {} zero {} one { وواحدة أخرى (#)} two { واثنتين أخريين (#)} few { و# أخرى} many { و# أخرى} other { و# أخرى}}',
  'talk.forward.gone': 'لم تعد موجودة',
  'talk.quote.in': 'في',
  'talk.place.unknown': 'محادثة',
  'talk.place.more':
    '{n, plural, one {شخص آخر} two {شخصان آخران} few {# أشخاص آخرين} many {# شخصًا آخر} other {# شخص آخر}}',

  'talk.select.count':
    '{count, plural, =0 {حدّد رسائل} zero {# محددة} one {رسالة محددة (#)} two {رسالتان محددتان (#)} few {# رسائل محددة} many {# رسالة محددة} other {# رسالة محددة}}',
  'talk.select.one': 'تحديد: {label}',
  'talk.select.bar': 'الرسائل المحددة',
  'talk.select.copy': 'نسخ',
  'talk.select.leave': 'إنهاء التحديد',
  'talk.select.saved':
    '{count, plural, zero {حُفظت # رسالة} one {حُفظت رسالة (#)} two {حُفظت رسالتان (#)} few {حُفظت # رسائل} many {حُفظت # رسالة} other {حُفظت # رسالة}} في رسائلك المحفوظة',
  'talk.select.hidden':
    '{count, plural, zero {حُذفت # رسالة} one {حُذفت رسالة (#)} two {حُذفت رسالتان (#)} few {حُذفت # رسائل} many {حُذفت # رسالة} other {حُذفت # رسالة}} لديك',

  'talk.date.earlier': 'الشهر السابق',
  'talk.date.later': 'الشهر التالي',
  'talk.date.none': '{day}، لا رسائل على هذا الجهاز',
  'talk.date.hint': 'الأيام الرمادية بلا رسائل على هذا الجهاز',

  'talk.card.lines': 'الأسطر من {from} إلى {to}',
  'talk.card.setting': 'إظهار ما تؤدي إليه الروابط',
  'talk.card.settingHint': 'ينظر الخادم إلى الصفحة مرة واحدة ويذكر عنوانها. متصفحك لا يسأل تلك الصفحة أبدًا',

  'talk.format.more': 'التنسيق',

  'talk.paste.long':
    'هذه {count, plural, zero {# حرف} one {حرف واحد (#)} two {حرفان (#)} few {# أحرف} many {# حرفًا} other {# حرف}}. أتُرسل ملفًا نصيًا؟',
  'talk.paste.file': 'ملفًا نصيًا',
  'talk.paste.here': 'في الرسالة',
  'talk.paste.name': 'نص.txt',

  'talk.code.copy': 'نسخ الشيفرة',
  'talk.fold.more': 'عرض المزيد',
  'talk.fold.less': 'عرض أقل',

  'talk.said': '{name}: {text}',
  'talk.news':
    '{count, plural, zero {# رسالة جديدة} one {رسالة جديدة (#)} two {رسالتان جديدتان (#)} few {# رسائل جديدة} many {# رسالة جديدة} other {# رسالة جديدة}}',
  'talk.sent':
    '{count, plural, zero {أُرسلت # رسالة} one {أُرسلت رسالة (#)} two {أُرسلت رسالتان (#)} few {أُرسلت # رسائل} many {أُرسلت # رسالة} other {أُرسلت # رسالة}}',
  'talk.someone': 'رسالة جديدة',
  'talk.refused': 'لم تُرسل: {reason}',
}
