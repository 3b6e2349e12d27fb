/**
 * Each language's commonest function and question words, unstemmed. They count half as much as others: a small
 * knowledge base cannot learn from itself that "how" or "does" says nothing. They are never removed.
 */
export const functionWords: Readonly<Record<string, string>> = {
  en: `a an the and or but if of in on at to from for with by about as into is are was were be been being am do does did can could will would
    should shall may might must have has had i me my mine you your yours he him his she her it its we us our they them their this that these
    those there here what which who whom whose when where why how not no so than then too very just also any some all please want need get
    know tell s t don doesn isn aren didn won wouldn couldn shouldn haven hasn re ve ll m d`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber wenn von in im an am auf zu zum zur aus für mit bei über als wie ist
    sind war waren sein bin bist wird werden wurde kann können könnte soll sollte muss müssen darf habe haben hat hatte ich mich mir mein meine
    meinen meiner du dich dir dein deine sie er es wir uns unser unsere ihr ihre ihnen dies diese dieser dieses da dort hier was welche welcher
    welches wer wem wen wessen wann wo warum wieso woher wohin nicht kein keine so dann auch nur sehr bitte man gibt`,
  fr: `le la les l un une des du de d et ou mais si dans en sur à au aux par pour avec sans est sont était étaient être suis es sera peut peuvent
    pouvez puis dois doit faut ai as a avons avez ont avait je j me m mon ma mes tu te t ton ta tes il elle on nous notre nos vous votre vos
    ils elles leur leurs ce cet cette ces c ça que qu quoi quel quelle quels quelles qui dont quand où pourquoi comment combien ne n pas plus
    y se s son sa ses est-ce svp jusqu jusque après avant quelqu quelque faire fait cela ceci lorsque lequel laquelle dès chez vers peux
    peut-on faut-il suis-je toute tout tous toutes`,
  es: `el la los las un una unos unas y o pero si de del en a al con por para sin sobre es son era eran ser soy está están estoy fue puede puedo
    pueden debo debe hay he ha han había yo me mi mis tu tus te él ella nos nosotros nuestro nuestra ustedes usted ellos ellas su sus lo le les
    se este esta estos estas eso esto ese esa que qué cual cuál cuáles quien quién quiénes cuando cuándo donde dónde cómo como cuánto cuánta
    cuántos cuántas porque no más también muy`,
  pt: `o a os as um uma uns umas e ou mas se de do da dos das em no na nos nas ao à por pelo pela para com sem sobre é são era eram ser sou está
    estão foi pode posso podem devo deve há tem têm tenho eu me meu minha meus minhas você vocês seu sua seus suas ele ela nós nosso nossa
    eles elas isto isso este esta esse essa que qual quais quem quando onde como quanto quantos quantas porque não mais também muito alguém
    algo depois antes até quanta estar ter fazer faço fica pelos pelas num numa aquilo aquele aquela cujo já só`,
  it: `il lo la i gli le l un uno una e o ma se di del dello della dei degli delle in nel nella a al alla ai da dal dalla con per su sul sulla è
    sono era erano essere sei siamo può posso possono devo deve c ci ha ho hanno aveva io mi mio mia miei tu ti tuo tua lui lei noi nostro voi
    vostro loro suo sua si questo questa questi queste quello quella che cosa quale quali chi quando dove perché come quanto quanti non più
    anche molto qualcuno qualcosa quanta quante fare faccio far dopo prima fino me te ne vi dai nelle nei nello sui possiamo potete devono
    stato stata`,
  nl: `de het een en of maar als van in op aan te tot uit voor met bij over door is zijn was waren ben bent wordt worden kan kunnen kun moet
    moeten mag heb heeft hebben had ik mij me mijn je jij jouw u uw hij haar zij ze wij we ons onze hun dit dat deze die er hier daar wat
    welke wie wanneer waar waarom hoe hoeveel niet geen ook dan zo nog naar iemand iets na zich waarmee waarop waarvoor welk al alleen wel hen
    erg veel`,
  ru: `и или но а если в во на к ко от из для с со о об по за до при у это этот эта эти тот та те что чтобы как какой какая какое какие кто кого
    кому чей когда где куда откуда почему зачем сколько не нет ли же бы быть был была было были есть будет может можно могу могут нужно надо я
    меня мне мой моя мои ты вы вас вам ваш он она оно они его её их мы нас нам наш свой там тут здесь так также то свою свои свое какого каком
    каким каких которое которого которой который которая какую кого-то кто-то что-то чего чему после перед под над им ими ему ей ней нему них
    моего моей моих мою наши ваша ваше ваши уже еще ещё только очень`,
  pl: `i lub ale jeśli w we na do od z ze dla o po za przez przy jest są był była było były być będzie może mogę można muszę trzeba mam ma mają
    ja mnie mi mój moja moje ty ci twój pan pani on ona ono oni my nas nasz wy to ten ta te tego tej co który która które jaki jaka jakie kto
    kogo kiedy gdzie dlaczego czemu jak ile czy nie się też tak mogą możecie swój swoje swoją swoich jakiej jakim jakich którego której którym
    których kogoś komuś by żeby gdy skąd dokąd pod nad coś już tylko będą byli jestem jesteś moją mojego mojej moich mu jej ich jego nam was
    wam ktoś`,
  sv: `en ett den det de och eller men om av i på till från för med vid är var vara blir kan ska skall måste får har hade jag mig min mitt mina
    du dig din ditt vi oss vår ni er han hon hans hennes sin sitt detta denna dessa vad vilken vilket vilka vem när varför hur inte också så
    som att man någon något några fick kommer bli blev finns efter före under vart varifrån sina ert era deras dem åt än bara`,
  tr: `ve veya ama ile için bir bu şu o da de mi mı mu mü ne neden niçin nasıl nerede nereye kim kimin hangi kaç zaman olan olarak var yok değil
    ben benim sen senin biz bizim siz sizin onlar daha çok en gibi kadar sonra önce istiyorum mıyım miyim olur oluyor mıdır birini biri kime
    nereden ise eğer yani hem her bunu şunu onu beni seni bana sana`,
  ar: `في من على إلى الى عن مع هو هي هم هذا هذه ذلك تلك التي الذي الذين ما ماذا متى أين اين كيف لماذا كم هل أي اي لا لم لن أن ان إن كان كانت يكون
    قد و أو او ثم أنا انا أنت نحن لي بعد قبل عند إذا يمكن يمكنني هناك هنا ماهي ماهو منذ حتى غير كل بعض`,
  vi: `và hoặc nhưng nếu của trong trên tại đến từ cho với là có không được các những một này đó gì nào ai khi đâu sao tôi bạn bao giờ nhiêu thế
    làm thì ra ở muốn phải cần khỏi lại đã đang sẽ cái mà để bởi vì nên còn hay rồi chúng`,
  hi: `और या का की के को में से पर है हैं था थे थी क्या कौन कब कहाँ क्यों कैसे कितना कितने यह वह ये वे मैं मेरा हम आप नहीं ने एक तक कर करें करूँ
    करना करते करता मेरी मेरे मुझे मुझको अपना अपने अपनी किस किसको किसी किसे कौनसा कौन-सा वाला वाले सकता सकते सकती हो हूँ हूं गया गई होगा होगी
    होंगे चाहिए बाद लिए साथ तो भी ही दे जा उस इस आपके आपकी आपका`,
  el: `και ή αλλά αν ο η το οι τα του της των τον την τους στο στη στην στον σε από για με είναι ήταν να θα που τι ποιος ποια ποιο ποιοι πότε πού
    γιατί πώς πόσο πόσα δεν μου σου ένα μια ως έως στους στις στα τις κι όταν μετά πριν πως μπορώ μπορεί μπορείτε μπορούμε έχω έχει έχετε
    έχουν κάνω κάνει γίνεται ποιον ποιους ποιες κάποιον κάποιος αυτό αυτός αυτή αυτά εγώ εσείς εμείς μας σας ούτε όχι ναι πια ήδη μόνο πολύ`,
  cs: `a i ale nebo aby když pokud že v ve na do z ze s se si k ke o od po pro při za u je jsou byl byla bylo být bude budu budou mohu můžu může
    mohou můžete lze musím musí mám má máte mají já mě mi mně můj moje mé mého své svůj svou ty tě ti vy vám vás náš vaše on ona ono oni jeho
    její jejich to ten ta tento tato toto těch co který která které kterou jaký jaká jaké kdo koho kdy kde kam odkud proč jak kolik ne není už
    také tak jen`,
  sk: `a aj i ale alebo aby keď ak že v vo na do z zo s so sa si k ku o od po pre pri za u je sú bol bola bolo byť bude budú môžem môže môžu
    môžete treba musím musí mám má máte majú ja ma mi mňa môj moja moje svoj svoje ty ťa ti vy vám vás náš vaše on ona ono oni jeho jej ich to
    ten tá tento táto toto čo ktorý ktorá ktoré ktorú aký aká aké kto koho kedy kde kam prečo ako koľko nie už tiež tak len`,
  uk: `і й та або але а якщо в у на до з із зі для о об від по за під при над про це цей ця ці той те що щоб як який яка яке які кого хто кому
    чий коли де куди звідки чому навіщо скільки не ні так чи ж би бути був була було були є буде можна можу може можуть треба потрібно я мене
    мені мій моя моє мої свій свою своє своїх ти ви вас вам ваш він вона воно вони його її їх ми нас нам наш тут там вже ще також`,
  be: `і й або але а калі ў у на да з са для аб ад па за пад пры гэта гэты гэтая што каб як які якая якое якія хто каго каму дзе куды чаму
    навошта колькі не ні так ці ж бы быць быў была было былі ёсць будзе можна магу можа трэба я мяне мне мой мая маё мае свой ты вы вас вам
    ваш ён яна яно яны яго яе іх мы нас нам наш тут там`,
  bg: `и или но а ако в във на до от с със за по при под над към през е са съм си сте беше бяха бъде ще да ли не ни го я се ми ме мен мой моя
    моята моите ти те вие вас ви ваш той тя то негов нейн техен ние нас наш това този тази тези какво какъв каква какви кой коя кое кои кого
    кога къде откъде защо как колко мога може можете могат трябва има няма също така още`,
  sr: `и или али а ако у на до од из с са за по при под над о к је су сам си смо сте био била било бити ће ћу да ли не ни се ме ми мене мој моја
    моје ти те ви вас вам ваш он она оно они његов њен њихов нас нам наш ово овај ова ови то тај та шта што који која које кога ко када где
    куда одакле зашто како колико могу може можете треба има нема још такође`,
  hr: `i ili ali a ako u na do od iz s sa za po pri pod nad o k je su sam si smo ste bio bila bilo biti će ću da li ne ni se me mi mene moj moja
    moje svoj ti te vi vas vam vaš on ona ono oni njegov njen njezin njihov nas nam naš ovo ovaj ova ovi to taj ta što šta koji koja koje
    kojeg koga tko ko kada kad gdje gde kamo odakle zašto kako koliko mogu može možete treba ima nema još također kod`,
  sl: `in ali pa a če v na do od iz z s za po pri pod nad o k je so sem si smo ste bil bila bilo biti bo bom da ne ni se me mi mene moj moja moje
    svoj ti te vi vas vam vaš on ona ono oni njegov njen njihov nas nam naš to ta tista kaj kateri katera katero koga kdo kdaj kje kam kod
    zakaj kako koliko lahko moram mora treba ima nima še tudi kot`,
  hu: `a az egy és vagy de ha hogy is nem ne már még csak mint meg ki be fel le el van vannak volt lesz lenne lehet kell tud tudok tudom én engem
    nekem te téged neked ön önök önnek ő őt neki mi minket nekünk ti ők nekik ez ezt ezek ennek azt azok annak mit mik milyen melyik melyiket
    kit kinek kik mikor hol hova hová honnan miért hogyan mennyi mennyibe hány meddig itt ott után előtt alatt között által szerint vajon
    kérem valaki valakit valami`,
  fi: `ja tai mutta jos että kun koska kuin on ovat oli olivat ole olen olet olla ei en et eivät enää myös vain niin minä minua minun minulla
    minulle sinä sinun sinulla hän hänen me meidän te teidän teillä he heidän se sen sitä siitä sillä ne niiden niitä tämä tämän tätä nämä tuo
    mikä minkä mitä missä mistä mihin millä miltä mille mitkä kuka kenen ketä kenelle keneltä ketkä milloin minne miten miksi kuinka paljonko
    montako voi voin voiko voinko voit pitää pitäisi täytyy saa saan saako saanko jälkeen ennen kanssa asti mukaan joku jonkun kautta`,
  et: `ja või aga kui et sest nagu on oli olid olen oled olla ei mitte enam ka ainult nii mina ma mind minu mul mulle sina sa sinu tema ta me
    meie te teie nad nende see selle seda need mis mille mida millal kus kuhu kust kes kelle keda kuidas miks palju mitu milline saan saab
    saate võin võib peab pean pärast enne koos kuni oma`,
  lt: `ir ar bet jei jeigu kad kai nes kaip yra buvo bus būti nėra ne jau dar taip pat tik aš mane man mano tu tave tau tavo jis ji jie jos jo
    mes mus mums mūsų jūs jus jums jūsų savo tai šis ši šie tas ta tie kas ko kam ką kuris kuri kurie koks kokia kokie kada kur iš kodėl kiek
    galiu gali galima reikia turi turiu į ant prie po su be iki už per apie nuo`,
  lv: `un vai bet ja ka kad jo kā ir bija būs būt nav ne jau vēl arī tikai es mani man mans mana tu tevi tev viņš viņa viņi mēs mūs mums mūsu jūs
    jums jūsu savu savs tas tā tie šis šī šie kas kam ko kurš kura kuri kāds kāda kur no kāpēc cik varu var vajag jābūt uz pie pēc ar bez līdz
    par caur`,
  ro: `un o unui unei al a ai ale și sau dar dacă că să în din la de pe cu fără pentru prin spre până după înainte este e sunt era erau fi fost
    fie va vor voi pot poate puteți pute trebuie am are avem aveți au eu mă mi mie îmi meu mea mei mele tu te ți îți tău ta dvs el ea ei ele
    lui lor își se nu nici mai noi ne nostru vă vostru acest această aceste acesta aceasta ce care cine cui când unde cum cât câtă câți câte
    cineva ceva tot prea foarte aici acolo`,
  da: `en et den det de og eller men hvis om af i på til fra for med ved er var være bliver kan skal vil må har havde jeg mig min mit mine du dig
    din dit dine vi os vores jer jeres han hun hans hendes sin sit deres denne dette disse der som at hvad hvilken hvilket hvilke hvem hvornår
    hvor hvorfor hvordan mange meget ikke også så man efter når nogen`,
  no: `en ei et den det de og eller men hvis om av i på til fra for med ved er var være blir kan skal vil må har hadde jeg meg min mitt mine du
    deg din ditt dine vi oss vår vårt dere deres han hun hans hennes sin sitt denne dette disse der som at å hva hvilken hvilket hvilke hvem
    når hvor hvorfor hvordan mange mye ikke også så man etter noen`,
  ca: `el la els les l un una uns unes i o però si de del dels d en al als a amb per sense sobre és són era eren ser soc està estan puc pot poden
    cal ha he han hi em me meu meva meus meves et te teu teva ell ella nosaltres nostre vosaltres vostre ells elles seu seva seus es se s això
    aquest aquesta aquests aquestes que què qui quin quina quins quines quan on com quant quanta quants no més també molt`,
  is: `og eða en ef að sem í á til frá fyrir með við um er eru var voru vera verður get getur má þarf hef hefur ég mig mér minn mín mitt þú þig
    þér þinn hann hún það þeir þær þau okkur okkar þið sinn þetta þessi hvað hvaða hver hvern hvenær hvar hvert hvers hvernig hversu ekki líka
    svo`,
  sq: `dhe ose por nëse në të e i së me nga për pa mbi është janë ishte ishin do mund duhet kam ka keni kanë unë mua më im ime ti ty yt ai ajo
    ata ne na tonë ju juaj tij saj tyre ky kjo këto kush kë cili cila cilët çfarë çka kur ku pse si sa nuk s jo edhe shumë që`,
  eu: `eta edo baina bada ez da dira zen ziren dut du dute dugu duzu naiz zara gara dago daude zer zein nor nori noiz non nora nondik zergatik
    nola zenbat hau hori hura hauek horiek nire zure gure bere bat ere oso`,
  he: `של את על אל עם אם או גם כי לא כן אין יש זה זו זאת אלה הוא היא הם הן אני אותי לי שלי אתה אתם לך לכם שלך שלכם אנחנו לנו שלנו אותו אותה אותם
    מה מי למי מתי איפה היכן לאן מאיפה איך כיצד למה מדוע כמה איזה איזו אילו האם אפשר ניתן יכול יכולה יכולים צריך צריכה רוצה היה היתה יהיה כבר
    עוד רק כל אחרי לפני עד בין כש ש מישהו משהו`,
  fa: `و یا اما اگر که از در به با برای تا بر را این آن آنها اینها است هست هستم هستند بود باشد شود شد می نمی کنم کند کنید کنیم کنند کرد کردن کرده
    من مرا تو شما او ما ایشان خود خودم ها های هایی ام ات اش ای یی هایم هایش چه چی چیست چطور چگونه چرا کجا کی کدام چند چقدر چه‌کسی آیا نه هم
    نیز دیگر باید می‌توانم توانم تواند توان خواهم کسی هر همه همان پس پیش`,
  ur: `اور یا لیکن اگر کہ کا کی کے کو میں سے پر تک نے یہ وہ یے ہے ہیں تھا تھی تھے ہو ہوں گا گی گے کیا کون کب کہاں کیوں کیسے کتنا کتنے کتنی کس جس
    میرا میری میرے مجھے ہم ہمارا آپ تم نہیں بھی ہی سکتا سکتی سکتے ایک جو کر لیے`,
  bn: `ও এবং বা কিন্তু যদি তবে যে যা কি কী কে কাকে কার কবে কখন কোথায় কোথা কেন কীভাবে কিভাবে কেমন কত কতটা কতগুলো কোন কোনটি এই সেই এ তা তার তাঁর
    তাদের এর এটি এটা আমি আমার আমাকে আমরা আমাদের তুমি তোমার আপনি আপনার আপনাদের সে তিনি তারা হয় হবে হয়েছে হলে ছিল আছে নেই না নয় করব করা করে
    করতে করার করুন কর যায় যাবে পারি পারে পারেন থেকে জন্য সাথে মধ্যে উপর পরে আগে আর একটি এক কাউকে`,
  ta: `மற்றும் அல்லது ஆனால் என்று என ஒரு இந்த அந்த இது அது என் என்னை எனக்கு நான் நாங்கள் நாம் எங்கள் நீ நீங்கள் உங்கள் அவர் அவன் அவள் அவர்கள்
    அவரது என்ன யார் யாருக்கு எது எந்த எப்போது எங்கே எப்படி ஏன் எவ்வளவு எத்தனை எங்கு இல்லை உள்ளது உள்ளன இருந்து வரை ஆக மூலம் பற்றி முடியும்
    முடியுமா வேண்டும் ஆகும் செய்வது செய்ய பின் முன்`,
  th: `ที่ และ หรือ แต่ ถ้า ของ ใน จาก ให้ ได้ เป็น คือ มี อยู่ จะ ก็ ไม่ ว่า กับ โดย เพื่อ แล้ว นี้ นั้น ฉัน ผม ดิฉัน เรา คุณ เขา อะไร ใคร เมื่อ
    เมื่อไร เมื่อไหร่ ไหน ที่ไหน ทำไม อย่างไร ยังไง ไง เท่าไร เท่าไหร่ กี่ ไหม มั้ย หรือไม่ บ้าง ครับ ค่ะ คะ ดี ต้อง อยาก ขอ ทำ การ ความ ถึง
    ตรง เอา คน`,
  ms: `yang dan atau tetapi tapi jika kalau bila di ke dari dalam pada untuk dengan oleh sebagai adalah ialah akan sudah telah sedang bisa dapat
    boleh harus perlu ingin mau saya aku ku kamu anda kau kita kami dia ia mereka nya ini itu apa apakah siapa kapan mana dimana kemana
    mengapa kenapa bagaimana gimana cara berapa tidak bukan tak juga lagi sangat ada bisakah adakah agar supaya setelah sebelum sampai seorang
    suatu bagi punya`,
  tl: `ang ng sa na at o pero kung ay mga si ni kay para nang mula ako ko akin ikaw ka mo iyo siya niya kami namin tayo natin kayo ninyo sila
    nila ito iyan iyon ano sino kanino kailan saan bakit paano ilan magkano alin hindi wala may mayroon ba po din rin lang dapat puwede pwede`,
  sw: `na au lakini kama ya wa za la cha vya kwa katika ni si kwamba mimi wewe yeye sisi ninyi wao yangu yako yake yetu yenu yao hii hiyo hizi
    huyu nini nani lini wapi vipi jinsi gani ngapi je ninaweza naweza unaweza lazima pia sana`,
  ko: `그 이 저 것 수 등 및 또는 그리고 하지만 나 내 나는 내가 제 제가 저는 저희 우리 당신 무엇 무엇을 뭐 뭘 무슨 누구 누가 누구를 누구한테 언제 언제까지 어디 어디서 어디에서 어디에 왜 어떻게 어떤 얼마 얼마나 얼마예요 몇 있나요 있어요
    있습니까 있을까요 있는 있다 없나요 되나요 되죠 됩니까 하나요 하죠 합니까 해요 해야 하려면 인가요 싶어요 주세요 주나요 대해 때 뒤 후 전 더 안 못 게 걸`,
  ka: `და ან მაგრამ თუ რომ არის იყო იყოს არა ვერ მე ჩემი შენ თქვენ თქვენი ის ისინი ჩვენ ეს რა ვინ როდის სად საიდან რატომ როგორ რამდენი რომელი
    შემიძლია შეიძლება უნდა აქვს`,
  hy: `և ու կամ բայց եթե որ է են էր էին եմ ես եք ենք չի չէ ինձ իմ դու քո դուք ձեր նա նրա մենք մեր սա դա այս այդ ինչ ով երբ որտեղ ուր ինչու ինչպես
    որքան քանի որը կարող պետք համար հետ մեջ վրա`,
  mr: `आणि किंवा पण जर तर की का चा ची चे च्या ला ने मध्ये वर साठी पासून आहे आहेत होता होती होते मी माझा माझी माझे मला तू तुम्ही तुमचा आपण तो ती
    ते हे हा ही काय कोण कधी कुठे कसे कसा कशी किती कोणता कोणती नाही शकतो शकते पाहिजे एक`,
  te: `మరియు లేదా కానీ అయితే ఒక ఈ ఆ ఇది అది నేను నా నాకు మీరు మీ మేము మా అతను ఆమె వారు ఏమి ఏమిటి ఎవరు ఎప్పుడు ఎక్కడ ఎందుకు ఎలా ఎంత ఎన్ని ఏ కాదు
    లేదు ఉంది ఉన్నాయి నుండి కోసం వరకు చేయాలి చేయవచ్చు`,
  gu: `અને અથવા પણ જો તો કે છે છું છો હતું હતા હતી નો ની નું ના ને માં થી પર માટે હું મારું મારી મારા મને તમે તમારું તે આ એ શું કોણ ક્યારે ક્યાં
    કેમ કેવી કેવું કેટલું કેટલા કયું નથી શકું શકાય એક`,
  pa: `ਅਤੇ ਜਾਂ ਪਰ ਜੇ ਕਿ ਹੈ ਹਨ ਸੀ ਦਾ ਦੀ ਦੇ ਨੂੰ ਨੇ ਵਿੱਚ ਤੋਂ ਤੇ ਲਈ ਮੈਂ ਮੇਰਾ ਮੇਰੀ ਮੇਰੇ ਤੁਸੀਂ ਤੁਹਾਡਾ ਉਹ ਇਹ ਅਸੀਂ ਕੀ ਕੌਣ ਕਦੋਂ ਕਿੱਥੇ ਕਿਉਂ ਕਿਵੇਂ ਕਿੰਨਾ
    ਕਿੰਨੇ ਕਿਹੜਾ ਨਹੀਂ ਸਕਦਾ ਇੱਕ`,
};
