/** The sentences of the export tokens, in Arabic. */
import type { exportEn } from './export.en.ts'

export const exportAr: Readonly<Record<keyof typeof exportEn, string>> = {
  'settings.export': 'رموز التصدير',
  'export.explain':
    'يتيح الرمز لبرنامج أن يقرأ محادثاتك ويحفظها سجلًّا. لا يستطيع الكتابة ولا يفتح شيئًا آخر. من يملكه يقرأ ما أُعدّ له: لا تعطه لأحد.',
  'export.name': 'الغرض منه',
  'export.nameNeeded': 'أعطه اسمًا لا يزيد على 64 حرفًا',
  'export.scope': 'يقرأ',
  'export.all': 'كل ما يمكنني قراءته',
  'export.chosen': 'هذه المحادثات فقط',
  'export.chosenNeeded': 'اختر محادثة واحدة على الأقل',
  'export.days': 'ينتهي بعد',
  'export.daysCount':
    '{n, plural, zero {# يوم} one {يوم واحد (#)} two {يومان (#)} few {# أيام} many {# يومًا} other {# يوم}}',
  'export.make': 'إنشاء رمز',
  'export.tooMany': 'لديك أقصى عدد من الرموز. ألغِ واحدًا أولًا.',
  'export.made': 'يُعرض الآن فقط. انسخه إلى حيث يُستخدم.',
  'export.token': 'الرمز',
  'export.kept': 'نسخته',
  'export.list': 'رموزك',
  'export.none': 'ليس لديك رموز.',
  'export.reads':
    '{n, plural, =0 {يقرأ كل شيء} zero {يقرأ # محادثة} one {يقرأ محادثة واحدة (#)} two {يقرأ محادثتين (#)} few {يقرأ # محادثات} many {يقرأ # محادثة} other {يقرأ # محادثة}}',
  'export.ends': 'ينتهي {time}',
  'export.used': 'آخر استخدام {time}',
  'export.unused': 'لم يُستخدم',
  'export.revoke': 'إلغاء',
  'export.revokeName': 'إلغاء الرمز {name}',
  'export.revoked': 'أُلغي الرمز {name}',
  'export.download': 'تنزيل هذه المحادثة',
}
