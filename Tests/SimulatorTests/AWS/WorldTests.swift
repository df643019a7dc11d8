import Testing
import Wire

@testable import Simulator

/// The parts a world is made of.
struct WorldTests {
    @Test func `a list of recent items forgets the oldest`() {
        var items = RecentItems<Int>(limit: 3)
        for item in 1...5 { items.append(item) }
        #expect(items.all == [3, 4, 5])
        items.removeAll()
        #expect(items.isEmpty)
    }

    @Test func `sessions do not grow without end`() {
        var sessions = Sessions()
        for number in 0..<45_000 {
            sessions.add(
                Session(
                    accessKeyID: "ASIA\(number)", secret: SecretKey("s"), token: SecretKey("t"),
                    expires: TestWorld.start, account: TestWorld.eks, identity: .user(name: "u")))
        }
        #expect(sessions["ASIA0"] == nil)
        #expect(sessions["ASIA44999"] != nil)
    }

    @Test func `secrets print as nothing`() throws {
        let secret = SecretKey("hunter2")
        var text = "\(secret) \(String(reflecting: secret))"
        dump(secret, to: &text)
        #expect(!text.contains("hunter2"))
    }

    @Test func `a day's count ends with the day`() {
        var counter = SendCounter()
        counter.add(2, at: TestWorld.start)
        #expect(counter.total(at: TestWorld.start.adding(seconds: 3_600)) == 2)
        #expect(counter.total(at: TestWorld.start.adding(seconds: 86_400)) == 0)
    }

    @Test func `an address has a name, a base and domains`() throws {
        let address = try MailAddress("\"A, B\" <user+label@Mail.Example.com>")
        #expect(address.displayName == "A, B")
        #expect(address.text == "user+label@mail.example.com")
        #expect(address.identityName == "user@mail.example.com")
        #expect(address.domains == ["mail.example.com", "example.com"])
        #expect(try MailAddress("bounce+x@simulator.amazonses.com").isMailboxSimulator)
        #expect(try !MailAddress("anybody@simulator.amazonses.com").isMailboxSimulator)
    }

    @Test func `forms and raw mail are taken apart`() {
        let form = FormParameters(Array("A=1%2B+2&L.member.1=x&L.member.2=y&L.member.4=z&%=%&S.member.1.K=v".utf8))
        #expect(form["A"] == "1+ 2")
        #expect(form.list("L") == ["x", "y"])
        #expect(form["%"] == "%")
        #expect(form.structures("S") == ["S.member.1"])
        let mail = RawMail(
            Array("From: a@example.com\r\nSubject: one\r\n two\r\nTo: \"x, y\" <b@c.de>, d@e.fg\r\n\r\nB".utf8))
        #expect(mail["subject"] == "one two")
        #expect(mail.addresses("To") == ["\"x, y\" <b@c.de>", "d@e.fg"])
        #expect(mail.body == "B")
    }

    @Test func `XML holds any text`() {
        var text = ""
        XMLNode("A", "<&>\"\u{1}").write(into: &text)
        #expect(text == "<A>&lt;&amp;&gt;&quot;\u{FFFD}</A>\n")
    }

    @Test func `a reset forgets what happened and keeps who may come in`() throws {
        let test = try TestWorld("ses-identity-policy-missing")
        test.world.change { $0.cluster.endpoint = "https://127.0.0.1:1" }
        try test.world.reset(toScenario: "ready", access: test.access)
        #expect(try test.send().status == 200)
        #expect(test.world.read { $0.cluster.endpoint } == "https://127.0.0.1:1")
    }
}
