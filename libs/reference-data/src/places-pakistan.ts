/**
 * Places of Pakistan, one a line: UN/LOCODE and name. Source:
 * UN/LOCODE 2024-2 of UNECE, names without diacritics; datasets/un-locode publishes the same list under the Public
 * Domain Dedication and Licence 1.0.
 */
export const PAKISTAN = `
PKAAW Abbottabad
PKADK Kot Addu
PKADP Ahmadpur
PKARF Arifwala
PKATG Attock
PKATY Attock City
PKBAG Bagh/AJK
PKBDN Badin
PKBHC Bhurban
PKBHM Bhimber
PKBHV Bahawalpur
PKBKR Bhakkar
PKBNP Bannu
PKBPR Bhai Pheru
PKBQM Muhammad Bin Qasim/Karachi
PKBRW Burewala
PKBWL Bhalwal
PKCCE Chichawatni
PKCCM Chichoki Mallian
PKCGM Changa Manga
PKCHB Chilas
PKCJL Chitral
PKCKW Chakwal
PKCMN Chaman
PKCSD Charsadda
PKCSI Chishtian
PKCWP Campbellpore
PKDBA Dalbandin
PKDDU Dadu
PKDEA Dera Ghazi Khan
PKDIR Dir
PKDKA Daska
PKDRK Daharki
PKDSK Dera Ismail Khan
PKFZB Faizabad
PKGAD Gadoon
PKGHB Garhi Habibullah Khan
PKGHK Ghakhar
PKGHT Ghotki
PKGIL Gilgit
PKGKN Gujar Khan
PKGRT Gujrat
PKGRW Gujranwala
PKGWD Gwadar
PKHAS Hasilpur
PKHAY Hayatabad
PKHDD Hyderabad
PKHFD Hafizabad
PKHPR Haripur
PKHRA Mansehra
PKHRU Haripur Hazara
PKHSN Hassanabdal
PKHUB Hub
PKHVN Havelian
PKISB Islamabad
PKJAG Jacobabad
PKJAM Jam Shoro
PKJGS Jungshahi
PKJHC Jhang City
PKJIW Jiwani
PKJLM Jhal Magsi
PKJLP Jalalpur
PKJMR Jhelum
PKJNG Jhang
PKJNW Jaranwala
PKJRD Jamrud
PKKBA Keti Bandar
PKKBH Kalat
PKKBU Keti Bunder
PKKBW Kabirwala
PKKCF Kadanwari
PKKCT Karachi Container Terminal
PKKDD Khuzdar
PKKDU Skardu
PKKHB Khushab
PKKHC Kohat Cantt
PKKHI Karachi
PKKHP Khairpur
PKKHW Khwazakhela
PKKIA Kiamari
PKKLU Kohlu
PKKMB Kambar
PKKML Kamalia
PKKOL Kotli/AJK
PKKOT Kotri
PKKPO Khipro
PKKPR Khanpur
PKKRB Khokhropar
PKKUS Kasur
PKKWA Khewra
PKKWL Khanewal
PKKYC Karachi City
PKKZL Kashmor
PKLHE Lahore
PKLKM Lakki Marwat
PKLLM Lala Mosa
PKLND Landhi
PKLON Lodhran
PKLPK Kot Lakhpat
PKLRC Lahore Cantt
PKLRG Lora Lai
PKLRK Larkana
PKLSB Lasbela
PKLYP Faisalabad
PKMAN Mangla
PKMBD Mandi Bahauddin
PKMBW Mandi Burewala
PKMDK Muridke
PKMDX Mardan
PKMFG Muzaffarabad
PKMGP Mogulpura/Lahore
PKMHR Mehrabpur
PKMJD Mohenjodaro
PKMKD Malakand
PKMLI Matli
PKMNG Mingaora
PKMOR Moro
PKMPD Mirpur Khas (= Sindhri)
PKMPR Mirpur/AJK
PKMRP Mirpur Mathelo
PKMUL Multan Cantt
PKMUX Multan
PKMWD Mianwali
PKMXC Multan City
PKMYH Mian Channu
PKMZJ Muzaffargarh
PKNDD Nok Kundi
PKNHS Nushki
PKNNS Nankana Sahib
PKNRW Narowal
PKNSR Nowshera
PKNZB Nazimabad
PKOHT Kohat
PKOKC Okara Cantt
PKOKR Okara
PKORW Ormara
PKPAJ Para Chinar
PKPBI Pabbi
PKPCT Pakistan International Container Terminal/Karachi
PKPEW Peshawar
PKPJG Panjgur
PKPNL Pano Aqil
PKPON Poonch/AJK
PKPSC Peshawar Cantt
PKPSH Peshawar City
PKPSI Pasni
PKPTO Pattoki
PKPZH Zhob
PKPZK Karachi Freight Terminal
PKQCT Qasim International Container Terminal/Karachi
PKQKH Kharian
PKQSM Qasimabad
PKQSP Qila Sheikhupura
PKRAZ Rawala Kot
PKRCS Risalpur Cantt
PKREQ Reko Diq
PKRJP Rajanpur
PKRND Raiwind
PKROH Rohri
PKRWP Rawalpindi
PKRYK Rahim Yar Khan
PKSAW Sawan
PKSBQ Sibi
PKSDK Sadikabad
PKSDR Shahdara Bagh
PKSDT Saidu Sharif
PKSDU Shahdadpur
PKSGI Sargodha
PKSHI Shamsi Airfield
PKSHK Shahdadkot
PKSKO Shorkot Cantt
PKSKP Sheikhupura
PKSKT Sialkot
PKSKZ Sukkur
PKSLL Sangla Hill
PKSMA Samasata
PKSMB Sambrial
PKSMD Sammundri
PKSNG Sanghar
PKSQR Shabqadar
PKSRK Shorkot
PKSUL Sui
PKSWB Swabi
PKSWN Sahiwal
PKSWT Swat
PKSWV Shikarpur
PKSXG Serai Alamgir
PKSYW Sehwen Sharif
PKTDA Tando Allahyar
PKTFT Taftan
PKTHT Thatta
PKTLB Tarbela
PKTLG Talagang
PKTMG Timargara
PKTNA Tando Adam
PKTOR Torkham
PKTTS Toba Tek Singh
PKTUK Turbat
PKTXA Taxilla
PKUET Quetta
PKVHR Vehari
PKWAF Wana
PKWAH Wah
PKWGB Bahawalnagar
PKWGH Wagah
PKWNS Nawabshah
PKWSK Warsak
PKWZA Wazirabad
PKZEO Savi Ragha
PKZRT Ziarat
`;
