/** The sentences of files that wait: the tray in a composer, progress, refusals, in Arabic. */
import type { filesEn } from './files.en.ts'

export const filesAr: Readonly<Record<keyof typeof filesEn, string>> = {
  'files.tray':
    '{count, plural, zero {لا ملفات للإرسال} one {ملف واحد للإرسال} two {ملفان للإرسال} few {# ملفات للإرسال} many {# ملفًا للإرسال} other {# ملف للإرسال}}',
  'files.state.waiting': 'في الانتظار',
  'files.state.held': 'محتجز: أكبر من 5 ميغابايت',
  'files.state.uploading': 'جارٍ الرفع',
  'files.state.paused': 'متوقف مؤقتًا',
  'files.state.checking': 'قيد الفحص',
  'files.state.ready': 'تم الرفع',
  'files.state.refused': 'لم يُقبل',
  'files.progress': '{name}: رُفع {percent}',
  'files.pause': 'إيقاف مؤقت',
  'files.resume': 'استئناف',
  'files.remove': 'إزالة',
  'files.removed': 'أُزيل {name}',
  'files.original': 'الأصل {size}',
  'files.smaller': 'أصغر {size}',
  'files.size': 'حجم {name}',
  'files.describe': 'صف الصورة',
  'files.describeHint': 'لمن لا يستطيع رؤيتها',
  'files.hold': 'احتجاز الملفات الأكبر من 5 ميغابايت',
  'files.holdHint': 'تنتظر حتى تستأنفها',
  'files.drop': 'أفلت الملفات هنا لإرفاقها',
  'files.notInEdit': 'التعديل يغيّر النص فقط. تُرسل الملفات مع رسالة جديدة',
  'files.waiting':
    '{count, plural, zero {لا ملفات في الانتظار} one {ملف واحد في الانتظار} two {ملفان في الانتظار} few {# ملفات في الانتظار} many {# ملفًا في الانتظار} other {# ملف في الانتظار}}',
  'files.waitingOffline':
    '{count, plural, zero {لا ملفات في الانتظار} one {ملف واحد في الانتظار – يُرسل عند عودة الاتصال} two {ملفان في الانتظار – يُرسلان عند عودة الاتصال} few {# ملفات في الانتظار – تُرسل عند عودة الاتصال} many {# ملفًا في الانتظار – تُرسل عند عودة الاتصال} other {# ملف في الانتظار – تُرسل عند عودة الاتصال}}',
  'files.tooLarge': '{name} يتجاوز الحد {limit}',
  'files.empty': '{name} فارغ',
  'files.tooMany':
    'تتسع الرسالة لـ {count, plural, zero {# ملف} one {ملف واحد} two {ملفين} few {# ملفات} many {# ملفًا} other {# ملف}}. تُرك الباقي',
  'files.noRoom': 'لا مساحة على هذا الجهاز لحفظ {name}',
  'files.sendSmaller': 'إرسال نسخة أصغر',
}
