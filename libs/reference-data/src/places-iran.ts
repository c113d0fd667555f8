/**
 * Places of Iran, one a line: UN/LOCODE and name. Source:
 * UN/LOCODE 2024-2 of UNECE, names without diacritics; datasets/un-locode publishes the same list under the Public
 * Domain Dedication and Licence 1.0.
 */
export const IRAN = `
IRABD Abadan
IRABR Abhar
IRACP Sahand
IRACZ Zabol
IRADU Ardabil
IRAEU Abu Musa
IRAFZ Sabzevar National
IRAHR Ahar
IRAKW Aghajari
IRAMD Bandar Amirabad
IRAMP Amir Abad Pt
IRAMR Amara
IRARA Arak
IRASA Asaluyeh
IRASR Astara
IRAWZ Ahwaz
IRAZD Yazd
IRBAH Bandar Assaluyeh
IRBAJ Bajgiran
IRBAM Amirabad
IRBAZ Bandar-e Anzali
IRBBL Babolsar
IRBDH Bandar-e Lengeh
IRBIK Imam Khomeini Pt/ Mahshahr City
IRBJB Bojnurd
IRBKK Bandar-e Emam Khomeyni
IRBKM Bandar Khomeini
IRBMR Bandar Mashur
IRBND Bandar Abbas
IRBNH Baneh
IRBOR Borazjan
IRBPA Bandare Parsian
IRBRG Bandar-e Gaz
IRBRJ Borujerd
IRBSM Bisheh Kola
IRBSR Bandar Shahid Rajaee
IRBUZ Bushehr
IRBXR Bam
IRCI3 Chabahar
IRCKT Sarakhs
IRCYT Soroosh (Cyrus) Terminal
IRDAM Damavand
IRDAY Dayyer
IRDEF Dezful
IRDEH Dehbid
IRDGN Basargan
IRDJU Jolfa
IRDOG Do Gharun
IRESF Esfahan
IRESL Eslamshahr
IRFAZ Fasa
IRFKR Freidoon Kenar
IRFR7 Fardis
IRGBT Gorgan
IRGCH Gachsaran
IRGHA Ghazvin (Qazwin)
IRGNH Ganaveh
IRGSM Gheshm
IRHDM Hamadan
IRHDR Havadarya
IRHEJ Henjam
IRHOR Hormuz
IRIAQ Bahregan
IRIFH Hesa
IRIFN Isfahan
IRIHR Tilkuh (Iran Shahr)
IRIIL Ilam
IRIKA Imam Khomeini International Apt/Tehran
IRIMH Imam Hasan
IRIQH Islam Qal'eh
IRJAK Jask
IRJBD Abadeh
IRJRT Jiroft
IRKAL Kalaleh
IRKAS Kashan
IRKAV Kuvei
IRKER Kerman
IRKHA Khaneh
IRKHD Khorramabad
IRKHK Khark Island
IRKHO Khorramshahr
IRKHS Khosravi
IRKHY Khvoy
IRKIH Kish Island
IRKMS Kermanshah
IRKNR Kangan
IRKOR Khosrowshahr
IRKSH Kermanshah (Bakhtaran)
IRLEH Ali Shah Avaz
IRLFM Lamerd
IRLIN Lingah
IRLRR Lar
IRLVP Lavan
IRMEB Meybod
IRMHD Mashad
IRMLK Malekan
IRMMH Mazandaran Mahalleh
IRMRX Bandar-e Mah Shahr
IRNEK Bandar Neka
IRNKA Neka
IRNKW Nakhjavan Tappeh
IRNSB Neyshabur
IRNSH Now Shahr
IRNUJ Nojeh
IROMH Urmieh
IROMI Omidiyeh
IROSM Mosul
IRPFQ Parsabad
IRPGU Asaloyeh
IRPSR Piran Shahr
IRPYK Payam Apt
IRQAZ Qazvin
IRQHK Shahre Kord
IRQKC Karaj
IRQMJ Masjed Soleyman
IRQSH Qeshm island
IRQSM Qeshm
IRQUM Qum
IRQYS Yasouj
IRRAS Rasht
IRRBA Ras Bahrgan
IRRJN Rafsanjan
IRRTM Ratawi
IRRZR Ramsar
IRSAB Sabzevar
IRSAN Sahlan
IRSAZ Sabzevar
IRSBR Shahid Bahonar
IRSDG Sanandaj
IRSEK Shahr-e Kord
IRSEM Semnan
IRSFN Salafchegan
IRSHA Shahrud
IRSHS Shahriar
IRSIX Sari
IRSMW Samawa
IRSRA Sarooj Anchorage
IRSRJ Sirjan
IRSRP Shahid Rajaee Pt/Bandar Abbas
IRSRY Sary
IRSVH Saveh
IRSXI Sirri Island
IRSYZ Shiraz
IRTAJ Tajabad
IRTBZ Tabriz
IRTCX Tabas
IRTEW Tohid
IRTHR Tehran
IRTMB Tombak
IRUIM Urmia
IRUZA Al Uzsayr
IRWPS Persepolis
IRXBJ Birjand
IRYAS Yasuj
IRZAH Zahedan
IRZAN Zanjan
IRZBR Chah Bahar
IRZVI Zarand
`;
