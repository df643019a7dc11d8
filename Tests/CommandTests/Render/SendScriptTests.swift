import Foundation
import Programs
import Testing

/// The rendered send command, run by a real shell against a program that only writes down its arguments.
struct `The send command` {
    static let addresses = ["no-reply@example.com", "\"o'neil, {x}\"@example.com", "a+b=c{d}$e`f@example.com"]

    @Test(arguments: addresses)
    func `survives the shell, whatever is in the sender`(_ sender: String) async throws {
        var person = try Person()
        let quoted = "'" + sender.replacing("'", with: "''") + "'"
        try person.home.write(
            Texts.answers.replacing("sender: no-reply@example.com", with: "sender: \(quoted)"), to: "answers.yaml")
        let made = try await person.sesame("render", "--answers", "answers.yaml", "--out", ".")
        guard made.status == 0 else {
            // Refusing an address is safe as long as it is said where and why.
            #expect(made.status == 65 && made.err.contains("answers.yaml:10:"), "\(made)")
            return
        }
        let checked = try await person.run(["/bin/bash", "-n", "send-email.sh"])
        #expect(checked.status == 0, "\(checked)")

        try person.home.write(
            "#!/bin/sh\nfor word; do printf '%s\\0' \"$word\"; done > \"$HOME/words\"\n", to: "bin/aws")
        _ = try await person.run(["/bin/chmod", "+x", person.home.path("bin/aws")])
        person.variables["PATH"] = person.home.path("bin") + ":" + Place.path
        for shell in ["/bin/sh", "/bin/bash"] {
            let ran = try await person.run([shell, "send-email.sh"])
            #expect(ran.status == 0, "\(ran)")
            let words = person.home.read("words").split(separator: "\0").map(String.init)
            #expect(words.prefix(2) == ["ses", "send-email"])
            let from = try #require(words.firstIndex(of: "--from"))
            #expect(words[from + 1] == sender)
            let message = try #require(words.firstIndex(of: "--message"))
            let json = Document(text: words[message + 1])
            #expect(json["Subject"]["Data"].string?.isEmpty == false, "\(words)")
            #expect(json["Body"]["Text"]["Data"].string?.contains("without access keys") == true, "\(words)")
            let to = try #require(words.firstIndex(of: "--destination"))
            #expect(Document(text: words[to + 1])["ToAddresses"][0].string == "ops@example.com")
        }
    }

    @Test func `subject and body with commas, braces and quotes arrive as they are`() async throws {
        let world = try await Simulation.start("ready")
        let person = try world.person()
        let subject = #"a, {b}: "c" 'd' $e `f` <g> &amp; ü 漢"#
        let body = "line, {one}\n\"line\" 'two' \\ %s ${HOME} +=&\n"
        let ran = try await person.sesame(
            "send", "--subject", subject, "--body", body, "--answers", world.answers)
        #expect(ran.status == 0, "\(ran)")
        let mail = try #require(try await world.mails().last)
        #expect(mail["subject"].string == subject)
        #expect(mail["body"].string == body)
    }
}
