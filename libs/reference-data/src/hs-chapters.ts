/**
 * The chapters of the Harmonized System 2022, one a line: chapter, its last heading with the numbers below it that
 * are not in use, and a short name of our own. `05 11-03-09` holds the headings 0501 to 0511 but for 0503 and 0509.
 *
 * Source of the headings: datasets/harmonized-system at 905e5a0f (HS 2022 as UN Comtrade publishes it; Public Domain
 * Dedication and Licence 1.0). Chapter 77 is reserved; 98 and 99 are for national use and hold no goods of their own.
 */
export const CHAPTER_LINES = `
01 06 Live animals
02 10 Meat and edible offal
03 09 Fish and other aquatic animals
04 10 Dairy produce, eggs, honey
05 11-03-09 Other animal products
06 04 Live plants and cut flowers
07 14 Vegetables
08 14 Fruit and nuts
09 10 Coffee, tea and spices
10 08 Cereals
11 09 Flour, malt, starch
12 14 Oil seeds, medicinal plants, fodder
13 02 Gums, resins, plant extracts
14 04-02-03 Plaiting materials, other plant products
15 22-19 Fats, oils and waxes
16 05 Prepared meat and fish
17 04 Sugar and confectionery
18 06 Cocoa
19 05 Bakery, cereal and milk preparations
20 09 Prepared fruit and vegetables
21 06 Other food preparations
22 09 Beverages, spirits, vinegar
23 09 Food residues and animal feed
24 04 Tobacco and nicotine products
25 30-27 Salt, stone, lime, cement
26 21 Ores, slag and ash
27 16 Mineral fuels and oils
28 53-38-48-51 Inorganic chemicals
29 42 Organic chemicals
30 06 Pharmaceuticals
31 05 Fertilizers
32 15 Dyes, paints, tanning extracts
33 07 Essential oils, perfumery, cosmetics
34 07 Soap, detergents, waxes
35 07 Proteins, glues, enzymes
36 06 Explosives and matches
37 07 Photographic goods
38 27 Other chemical products
39 26 Plastics
40 17 Rubber
41 15-08-09-10-11 Raw hides and leather
42 06-04 Leather goods, travel goods
43 04 Furskins
44 21 Wood and charcoal
45 04 Cork
46 02 Basketware and wickerwork
47 07 Wood pulp and waste paper
48 23-15 Paper and paperboard
49 11 Printed matter
50 07 Silk
51 13 Wool and animal hair
52 12 Cotton
53 11-04 Other vegetable fibres
54 08 Man-made filaments
55 16 Man-made staple fibres
56 09 Wadding, felt, cordage
57 05 Carpets
58 11 Special woven fabrics, lace
59 11 Coated and industrial textiles
60 06 Knitted fabrics
61 17 Knitted apparel
62 17 Woven apparel
63 10 Made-up textiles
64 06 Footwear
65 07-03 Headgear
66 03 Umbrellas and walking-sticks
67 04 Feathers, artificial flowers
68 15 Articles of stone, plaster, cement
69 14-08 Ceramics
70 20-12 Glass and glassware
71 18 Precious metals, stones, jewellery
72 29 Iron and steel
73 26 Articles of iron or steel
74 19-14-16-17 Copper
75 08 Nickel
76 16 Aluminium
78 06-03-05 Lead
79 07-06 Zinc
80 07-04-05-06 Tin
81 13-07 Other base metals
82 15 Tools and cutlery
83 11 Other articles of base metal
84 87-69 Machinery
85 49-20 Electrical machinery
86 09 Railway equipment
87 16 Road vehicles
88 07-03 Aircraft and spacecraft
89 08 Ships and boats
90 33-09 Optical, medical, measuring instruments
91 14 Clocks and watches
92 09-03-04 Musical instruments
93 07 Arms and ammunition
94 06 Furniture, lamps, prefabricated buildings
95 08-01-02 Toys and sports goods
96 20 Other manufactured articles
97 06 Art and antiques
`;
