/**
 * Places of Central Asia, one a line: UN/LOCODE and name. Source:
 * UN/LOCODE 2024-2 of UNECE, names without diacritics; datasets/un-locode publishes the same list under the Public
 * Domain Dedication and Licence 1.0.
 */
export const CENTRAL_ASIA = `
KZAAU Aktau
KZABE Aktobe
KZAGY Aqtoghay
KZAKS Aksay
KZAKX Aqtobe (Aktyubinsk)
KZALA Almaty
KZALS Alashankou
KZARY Arys
KZASA Assa
KZASK Aksukent
KZAST Nur-Sultan
KZATX Atbasar
KZAYK Arkalyk
KZBAH Balkhash
KZBKL Beskol
KZBKZ Baikonur
KZBTN Bautino
KZBXH Balhash
KZBXJ Burundai
KZCIT Shimkent
KZDMB Zhambyl
KZDOS Dosytk
KZDZH Dzhambul
KZDZN Zhezkazgan
KZEIK Esik
KZEIL Esil
KZEKB Ekibastuz
KZEMB Emba
KZGUW Atyrau (ex Guryev)
KZHOR Horgos
KZHRC Zhairem
KZKGF Karaganda
KZKHR Khromtau
KZKKO Akkol'
KZKOR Kordai
KZKOV Kokshetau
KZKPC Kapchagay
KZKSN Kostanay
KZKTO Karaton
KZKUL Kul'sary
KZKUR Kuryk
KZKYH Kandyagash
KZKZO Kzyl-Orda
KZLAX Ridder
KZLKK Lisakovsk
KZMAM Mamlyutka
KZMAN Mankent
KZMDT Madeniet
KZNOA Novaya Shul'ba
KZNOV Novoyamyshevo
KZOTE Otegen Batyr
KZPLX Semey (Semipalatinsk)
KZPPK Petropavlovsk
KZPWQ Pavlodar
KZQSY Qulsary
KZQZQ Qazyqurt
KZRNY Rudnyy
KZRRK Raygorodok
KZSCK Shchuchinsk
KZSCO Aktau Apt
KZSGU Shyngyrlau
KZSGV Semiglavyy Mar
KZSHA Shakhtinsk
KZSHU Shubarkuduk
KZSHY Shymkent
KZSKO Novonikolskoe
KZSRY Saryagach
KZSTP Stepnogorsk
KZSZI Zaisan
KZTAL Talgar
KZTAR Taraz
KZTAU Temirtau
KZTDK Taldy-Kurgan
KZTGZ Tengiz
KZTYK Taldykorgan
KZUKK Ust-Kamenogorsk
KZURA Uralsk
KZUZE Uzen
KZZAA Chimkent
KZZAB Kustanai
KZZAC Kokchetav
KZZCH Zashchita
KZZHA Zhana-Aul
KZZRK Zharkent
KZZYR Zyryanovsk
KGALA Alamedin
KGBYK Balykchy
KGFRU Bishkek (ex Frunze)
KGJLD Jalal-Abad
KGKAB Kara-Balta
KGKNT Kant
KGMAN Manas International Apt
KGNAR Naryn
KGOSS Osh
KGRBC Rybacje
TJCHK Chkalovsk
TJDYU Dushanbe
TJGAM Garm
TJKHI Khirmanak
TJKHU Khujand
TJKLB Kulob
TJKUR Qurghonteppa
TJLBD Khudzhand
TJNUK Nurak (Nurek)
TJPJK Penjikent
TJSFA Isfara
TJSTZ Shaartuz
TJVAH Vahdat
TMAGT Ashgabat
TMAKD Akdepe
TMALT Altyn Asyr
TMAMY Amyderya
TMASB Ashkhabad
TMBAB Babadayhan
TMBAH Baherden
TMBAL Balkanabat
TMBAY Bayramaly
TMBKH Bekdash
TMBOL Boldumsaz
TMBZY Buzmeyin
TMCHE Cheleken
TMCJV Charjew
TMCRZ Tchardjou
TMDHZ Dashhowuz
TMFAR Farap
TMGAL Galkynys
TMGUB Gubadag
TMGYP Gypjak
TMHAL Halach
TMJEB Jebel
TMKAK Kaka
TMKER Kerkichi
TMKHS Khodzhambas
TMKON Koneurgench
TMKRA Krasnovodsk
TMKRW Turkmenbashi
TMKUK Kushka
TMLEB Lebap
TMMUR Murgap
TMMYP Mary
TMSAK Sakar
TMSAY Sayat
TMSHI Shirvan-Kala
TMSRK Sarakhs
TMTAG Tagta
TMTAZ Tashauz
TMTEJ Tejen
TMTK5 Turkmenabat
TMTMZ Termez
TMTUR Turkmen-Kala
TMYLA Yylanly
TMYOL Yoloten
TMZ7H Hazar
UZ6BT Kungrad
UZAGN Ohangaron
UZAKT Akaltyn
UZALK Almalyk
UZALT Altyaryk
UZASA Asaka
UZAST Astana
UZAZN Andizhan
UZBHK Bukhara
UZCHU Chukur-Say
UZCKT Chimkent
UZFEG Fergana
UZGST Guliston
UZGUT Urgut
UZJIZ Jizzakh
UZKAM Kamashi
UZKBZ Karaulbazar
UZKGS Kengsoy
UZKHM Khamza
UZKKH Khanabad
UZKOK Kokand
UZKPA Karakalpakiya
UZKSQ Karshi
UZMGN Marghilon
UZNCU Nukus
UZNMA Namangan
UZNVI Navoi Apt.
UZNWY Nawoiy
UZQAR Qarshi
UZQUN Qunghirot
UZSHU Shurkhasan
UZSKD Samarkand
UZSYA Sary-Assiya
UZTAS Tashkent
UZTER Termez
UZTSH Sergeli
UZUCH Uchquduq
UZUGC Urganch (Urgench)
UZULU Ulugbek
UZYLH Yalangach
UZZAR Zarafshon
UZZER Zeravshan
`;
