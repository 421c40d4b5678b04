"""Demo data: invented customers whose numbers cannot belong to a real person.

Every number comes from a range that nobody was ever given, yet has the right length, a date that exists
and the right check character, so that checks made for real numbers pass on it. The ranges
(`steward.demo.ranges`):

- Resident id, 18 digits: the first digit is 0. The first two digits name a province (GB/T 2260: 11 to
  91), and none starts with 0; birth date and check digit (GB 11643) are right. The form of 15 digits
  likewise, without a check digit, as before 1999.
- Unified social credit code: the first character is 0. GB 32100 gives the registering department 1 to 9,
  A, N or Y; the check character is right.
- Foreign permanent resident id: 900. The two digits after the 9 name a province, and 00 is none.
- Passport: `DEMO` and seven digits, eleven characters; a machine-readable passport has room for nine
  (ICAO 9303). Permits of Hong Kong, Macau and Taiwan residents: `HDEMO` and `TDEMO` and six digits, where
  real ones have one letter, or none, and digits.
- Mobile: 11 digits from 10060000000 to 10099999999. Subscribers' numbers start with 13 to 19 (numbering
  plan of 2017, allocations of 2023); 100 is set aside for the carriers' short service numbers such as
  10086. So no subscriber has one, but do not dial them: a switch may connect the short number at the
  front.
- Account and card number: 9999 and 15 digits, the last a right Luhn digit. After a first digit 9, ISO/IEC
  7812 wants a country's number (ISO 3166), and 999 is no country.
- E-mail: at `example.com`, which RFC 2606 keeps for examples.
- Street: 虚构路, 样例街 and the like, with a real province, city and district before it.

A name alone can be anyone's: names are drawn from common surnames and given names, and prove nothing.
"""
