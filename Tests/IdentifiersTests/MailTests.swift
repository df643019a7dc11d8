import Identifiers
import Testing

@Suite struct `Addresses, domains and identities` {
    @Test(arguments: [
        Attempt("no-reply@example.com"), Attempt("News+a@example.com"), Attempt("a@xn--bcher-kva.example"),
        Attempt(String(repeating: "a", count: 64) + "@example.com"),
        Attempt(
            String(repeating: "a", count: 65) + "@example.com",
            "The name in front of the @ has at most 64 characters, not 65."),
        Attempt("example.com", "An address has an @, such as ops@example.com."),
        Attempt("a@b@example.com", "An address has one @; here are 2."),
        Attempt("@example.com", "The name in front of the @ is missing."),
        Attempt("ops@", "The domain behind the @ is missing."),
        Attempt("ops@example", "A domain has a dot, such as example.com."),
        Attempt("*@example.com", "\"*\" is a wildcard; one exact mail address is needed."),
        Attempt("op?@example.com", "\"?\" is a wildcard; one exact mail address is needed."),
        Attempt("${aws:username}@example.com", "\"${\" is a wildcard; one exact mail address is needed."),
        Attempt("bücher@example.com", "Only ASCII characters (a domain in its xn-- form) are allowed, not \"ü\"."),
        Attempt("a b@example.com", "Only letters, digits and !#$%&'+-./=@^_`{|}~ are allowed, not a blank."),
        Attempt(
            "Ops <ops@example.com>", "Only letters, digits and !#$%&'+-./=@^_`{|}~ are allowed, not \" <\".",
            repair: "ops@example.com"),
        Attempt(
            " ops@example.com", "Only letters, digits and !#$%&'+-./=@^_`{|}~ are allowed, not a blank.",
            repair: "ops@example.com"),
        Attempt(
            "mailto:ops@example.com", "Only letters, digits and !#$%&'+-./=@^_`{|}~ are allowed, not \":\".",
            repair: "ops@example.com"),
        Attempt("a..b@example.com", "A dot stands between two other characters of the name in front of the @."),
        Attempt("ops@-example.com", "No part of a domain begins with -."),
        Attempt("ops@example..com", "A part between the dots is empty."),
    ])
    func addresses(attempt: Attempt) { attempt.check(EmailAddress.self) }

    @Test func `the name keeps its case, the domain loses it`() throws {
        let address = try EmailAddress("No-Reply@Example.COM")
        #expect(address.text == "No-Reply@example.com")
        #expect(address.local == "No-Reply")
        #expect(try address != EmailAddress("no-reply@example.com"))
        #expect(try DomainName("Example.COM").text == "example.com")
    }

    @Test(arguments: [
        Attempt("example.com"), Attempt("a.b.c.example"), Attempt("_dmarc.example.com"),
        Attempt("example.com.", "A domain ends with a letter.", repair: "example.com"),
        Attempt(".example.com", "A part between the dots is empty."),
        Attempt("localhost", "A domain has a dot, such as example.com."),
        Attempt(String(repeating: "a", count: 64) + ".com", "A part between dots has at most 63 characters."),
        Attempt("exa mple.com", "Only letters, digits, - and . are allowed, not a blank."),
        Attempt("*.example.com", "\"*\" is a wildcard; one exact domain is needed."),
    ])
    func domains(attempt: Attempt) { attempt.check(DomainName.self) }

    @Test func `an identity covers its address or all of its domain`() throws {
        let sender = try EmailAddress("no-reply@mail.example.com")
        #expect(try SESIdentity("no-reply@mail.example.com") == .address(sender))
        #expect(try SESIdentity("no-reply@mail.example.com").covers(sender))
        #expect(try SESIdentity("example.com").covers(sender))
        #expect(try SESIdentity("mail.example.com").covers(sender))
        #expect(try !SESIdentity("xample.com").covers(sender))
        #expect(try !SESIdentity("ops@mail.example.com").covers(sender))
    }
}
