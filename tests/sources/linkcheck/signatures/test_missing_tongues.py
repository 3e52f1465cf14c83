"""What stands in a missing page's place, in languages whose tables are short, and what does not."""

import pytest

from sources.linkcheck.signatures import missing


@pytest.mark.parametrize(
    "sentence",
    [
        "Bu haber yayından kaldırılmıştır.",
        "Ulaşmaya çalıştığınız sayfa taşınmış ya da silinmiş olabilir.",
        "Dit artikel is niet langer beschikbaar.",
        "De link is mogelijk verouderd.",
        "Αυτό το άρθρο έχει αφαιρεθεί.",
        "Η σελίδα δεν είναι πλέον διαθέσιμη.",
        "해당 기사는 더 이상 제공되지 않습니다.",
        "요청하신 페이지가 이동되었거나 주소가 변경되었습니다.",
        "Den här artikeln har tagits bort.",
        "Denne artikkelen er ikke lenger tilgjengelig.",
        "Denne artikel er blevet slettet.",
        "Etsimääsi sivua ei ole enää saatavilla.",
        "Tento článek byl odstraněn.",
        "Táto stránka už neexistuje.",
        "A keresett cikket törölték vagy áthelyezték.",
        "Acest articol nu mai este disponibil.",
        "Halaman yang Anda cari sudah dipindahkan.",
        "Bài viết này đã bị gỡ bỏ.",
        "หน้าที่คุณค้นหาไม่มีอยู่หรือถูกลบไปแล้ว",
        "यह लेख अब उपलब्ध नहीं है।",
        "این خبر حذف شده است.",
        "הכתבה שחיפשת הוסרה מהאתר.",
        "تم حذف هذا الخبر.",
        "该文章已被删除，无法查看。",
        "この記事は掲載期間が終了しました。",
        "Es posible que la página haya sido eliminada.",
        "Il est possible que cet article ait été supprimé.",
        "È possibile che la pagina sia stata rimossa.",
        "Talvez a página tenha sido removida.",
        "Perhaps the page has been moved.",
        "The post you are trying to view has been deleted.",
        "This journal has been deleted",
        "The authors have deleted this site.",
        "old-paper.example.org is no longer available.",
        "A publicação foi apagada pelo autor.",
        "Esta página foi retirada do ar.",
        "Ce contenu n’est plus accessible.",
        "Der Artikel ist nicht mehr online.",
        "Dieser Beitrag wurde vom Verfasser gelöscht.",
        "Questa notizia non è più online.",
        "Запись удалена автором.",
        "Публикация снята с сайта.",
        "Допис видалено автором.",
        "Wpis został usunięty przez autora.",
        "تمت إزالة هذا المحتوى.",
        "该内容已被发布者删除",
        "抱歉，此微博已被作者删除。",
        "此内容因违规无法查看",
        "指定されたURLは存在しませんでした。",
        "작성자에 의해 삭제된 게시물입니다.",
        "비공개 처리된 글입니다.",
        "Dit bericht is door de auteur verwijderd.",
        "Η ανάρτηση έχει διαγραφεί.",
        "Bu gönderi silinmiş.",
        "Hups, sivua ei löydy",
    ],
)
def test_what_became_of_the_page_is_understood(sentence: str) -> None:
    assert missing.missing_phrase(f"Paper\n{sentence}\nHome") is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "You may have mistyped the address or followed an outdated link.",
        "Compruebe la dirección o vuelva a la portada.",
        "Verifique o endereço digitado.",
        "Vérifiez l’adresse ou revenez à l’accueil.",
        "Bitte überprüfen Sie die Adresse.",
        "Controlla l’indirizzo o torna alla home.",
        "Проверьте правильность введенного адреса.",
        "Перевірте адресу.",
        "Sprawdź adres lub wróć na stronę główną.",
        "Controleer het adres.",
        "Lütfen adresi kontrol edin.",
        "يرجى التأكد من صحة الرابط.",
        "请检查您输入的网址。",
        "URLをご確認ください。",
        "주소를 다시 확인해 주시기 바랍니다.",
        "Ελέγξτε τη διεύθυνση.",
        "Kontrollera att adressen stämmer.",
        "Zkontrolujte prosím adresu.",
        "Verificați adresa.",
        "Silakan periksa kembali alamat.",
    ],
)
def test_whoever_is_told_to_check_the_address_has_missed_the_page(sentence: str) -> None:
    assert missing.missing_phrase(f"Paper\n{sentence}") is not None


@pytest.mark.parametrize(
    "sentence",
    [
        "Το άρθρο του νόμου έχει καταργηθεί.",
        "Η διεύθυνση του νοσοκομείου έχει αλλάξει.",
        "A cikk szerint törölték a járatot.",
        "Artykuł 5 został usunięty z ustawy.",
        "Strona ukraińska już nie ma zapasów.",
        "Perhaps the story begins in the mine.",
        "A link to the dam could not be found in 67 files.",
        "Ссылка на закон удалена из постановления.",
        "Vielleicht haben sie sich getäuscht.",
        "Forse la pagina più buia della storia.",
        "قد يكون الرابط بين القضيتين أقوى.",
        "Quizás la noticia más triste del año.",
        "Siden krigen er familien flyttet til byen.",
        "기사 작위가 사라졌다고 왕실이 밝혔다.",
        "You may have followed the trial in March.",
        "Het artikel in de krant is verwijderd van de muur.",
        "Возможно, вы помните эту весну.",
    ],
)
def test_a_sentence_of_a_story_is_not_taken_for_a_notice(sentence: str) -> None:
    assert missing.missing_phrase(sentence) is None


@pytest.mark.parametrize(
    "heading",
    [
        "Ups! Tej strony już nie ma",
        "Üzgünüz, aradığınız sayfayı bulamadık",
        "Diese Seite gibt es nicht mehr",
        "We’ve hit a dead end",
        "Article removed",
        "Sidan finns inte kvar",
        "Siden du leder efter findes ikke",
        "Δεν βρήκαμε τη σελίδα που ζητήσατε",
        "존재하지 않는 페이지입니다",
        "文章已被删除",
    ],
)
def test_headings_of_missing_pages_are_known(heading: str) -> None:
    assert missing.heading(heading).says_missing


@pytest.mark.parametrize(
    "line",
    [
        "We looked everywhere, but that page is nowhere to be found.",
        "This is not the page you are looking for.",
        "Esa página no está aquí.",
        "Não achamos essa página.",
        "Nous n’avons pas trouvé l’article demandé.",
        "Unter dieser Adresse ist kein Inhalt (mehr) vorhanden.",
        "Non abbiamo trovato ciò che cercavi.",
        "Ми не знайшли такої сторінки.",
        "Niestety nie mamy takiej strony.",
        "抱歉，没有找到您要的页面。",
        "ご覧になろうとしているページは現在表示できません。",
        "Bu habere artık ulaşılamıyor.",
        "Deze pagina konden we niet vinden.",
        "عذرا، هذا الرابط غير صحيح.",
        "Vi kan tyvärr inte hitta den här sidan.",
    ],
)
def test_a_line_may_say_in_whatever_order_that_the_page_is_lost(line: str) -> None:
    assert missing.bare_notice(line) is not None
    assert missing.bare_notice(f"{line} {'word ' * 25}") is None


@pytest.mark.parametrize(
    "line",
    [
        "Не найдена страница с расписанием",
        "Desaparecida: la página perdida de Borges",
        "La pagina più bella non è stata scritta",
        "Article 5 removed from the bill",
        "He said “this page is lost”",
        "Missing page found in the archive",
        "Le ministère n’a pas répondu à nos questions avant la parution de cet article.",
        "He did not answer, and nobody at the ministry would say who had ordered this page.",
        "She could not find the key to the house for a week, she writes at the end of this story.",
        "Strona rosyjska nie ma zapasów",
    ],
)
def test_a_headline_about_lost_things_is_no_such_line(line: str) -> None:
    assert missing.bare_notice(line) is None
