import Identifiers
import Testing

@Suite struct `Regions and partitions` {
    @Test(arguments: [
        Attempt("eu-west-1"), Attempt("us-gov-west-1"), Attempt("eusc-de-east-1"), Attempt("us-isob-east-1"),
        Attempt("eu-west-9", "There is no region \"eu-west-9\"; the nearest is \"eu-west-1\"."),
        Attempt("eu-wset-1", "There is no region \"eu-wset-1\"; the nearest is \"eu-west-1\"."),
        Attempt("EU West 1", "Only small letters, digits and - are allowed, not \"EU W\".", repair: "eu-west-1"),
        Attempt("nowhere-at-all", "There is no region \"nowhere-at-all\"."),
        Attempt("eu-west-", "A region ends in a number, such as eu-west-1."),
        Attempt("", "Nothing is filled in; expected: a region such as eu-west-1."),
    ])
    func `known ones are accepted`(attempt: Attempt) {
        // "EU W" mixes capitals and a blank: the run ends at the first letter that is allowed.
        attempt.check(Region.self)
    }

    @Test func `regions without SES are told apart`() throws {
        let withSES = Region.withSES(in: .aws).map(\.text)
        #expect(withSES.count == 27)
        #expect(try Region("eu-west-1").hasSES)
        for code in [
            "ap-east-1", "ap-east-2", "ap-southeast-4", "ap-southeast-6", "ap-southeast-7", "eu-south-2",
            "mx-central-1",
            "cn-north-1", "cn-northwest-1",
        ] {
            #expect(try !Region(code).hasSES, "\(code)")
        }
        #expect(Region.withSES(in: .government).map(\.text) == ["us-gov-east-1", "us-gov-west-1"])
        #expect(!Partition.china.hasSES)
        #expect(Partition.europeanSovereign.hasSES)
    }

    @Test(arguments: [
        ("eu-west-1", "aws", "amazonaws.com"), ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-east-1", "aws-us-gov", "amazonaws.com"), ("eusc-de-east-1", "aws-eusc", "amazonaws.eu"),
        ("us-iso-east-1", "aws-iso", "c2s.ic.gov"), ("us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"),
        ("eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk"), ("us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov"),
    ])
    func `each region knows its partition`(code: String, id: String, suffix: String) throws {
        let partition = try Region(code).partition
        #expect(partition.id == id)
        #expect(partition.dnsSuffix == suffix)
        #expect(Partition(id: id) == partition)
        #expect(Region.all(in: partition).contains { $0.text == code })
    }

    @Test func `a region newer than the table can be made on purpose`() {
        #expect(Region(unlisted: "eu-west-9")?.partition == .aws)
        #expect(Region(unlisted: "eu-west-9")?.isListed == false)
        #expect(Region(unlisted: "eu-west") == nil)
        #expect(Region(unlisted: "xx-west-1") == nil)
        #expect(Partition(id: "aws-moon") == nil)
    }

    @Test func `every region has exactly one partition`() {
        let all = Partition.all.flatMap { Region.all(in: $0) }
        #expect(Set(all).count == all.count)
        #expect(all.count == 46)
    }
}
